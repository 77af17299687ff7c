import { limits } from '../../extension/limits.ts'
import type { Product } from '../../extension/product/product.ts'
import { readQuantity } from '../parts/quantity-stepper.tsx'
import { readTypedPrice } from '../parts/typed-price.ts'
import { webAddress } from '../parts/web-address.ts'

/** The fields of the form, as typed. */
export type HandFields = {
  readonly title: string
  readonly price: string
  readonly currency: string
  readonly quantity: string
  readonly variant: string
  readonly url: string
}

/** The fields that cannot be read. */
export type HandProblem = 'title' | 'price' | 'quantity' | 'url'

export interface HandReading {
  readonly problems: ReadonlySet<HandProblem>
  readonly product: Product
  readonly quantity: number
}

/**
 * Reads the form, its price as `language` (a BCP 47 tag) writes numbers. `product` and `quantity` count only while
 * there are no problems. The product has no shop: it was typed.
 */
export function readHandForm(fields: HandFields, language: string): HandReading {
  const title = fields.title.trim()
  const price = readTypedPrice(fields.price, fields.currency, language)
  const quantity = readQuantity(fields.quantity, 1)
  const typedUrl = fields.url.trim()
  const url = typedUrl.length <= limits.url ? webAddress(typedUrl) : undefined
  const variant = fields.variant.trim()
  const problems = new Set<HandProblem>()
  if (title === '') problems.add('title')
  if (price.kind === 'unreadable') problems.add('price')
  if (quantity === undefined) problems.add('quantity')
  if (typedUrl !== '' && !url) problems.add('url')
  const product: Product = {
    title,
    ...(url && { url }),
    ...(price.kind === 'price' && { price: price.money }),
    ...(variant && { variant }),
  }
  return { problems, product, quantity: quantity ?? 1 }
}
