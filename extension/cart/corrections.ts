import * as v from 'valibot'
import { moneySchema } from '../product/money.ts'
import { productSchema } from '../product/product.ts'

/** `value` null says that the product has none, whatever its page says. */
function written<Value extends v.GenericSchema>(value: Value) {
  return v.exactOptional(v.object({ value, at: v.number(), device: v.string() }))
}

const { title, variant, image, availability } = productSchema.entries

/** What members corrected of a line's product: each field with who wrote it and when. */
export const correctionsSchema = v.object({
  title: written(title),
  price: written(v.nullable(moneySchema)),
  listPrice: written(v.nullable(moneySchema)),
  image: written(v.nullable(image.wrapped)),
  variant: written(v.nullable(variant.wrapped)),
  availability: written(v.nullable(availability.wrapped)),
})
export type Corrections = v.InferOutput<typeof correctionsSchema>
export type CorrectedField = keyof Corrections
