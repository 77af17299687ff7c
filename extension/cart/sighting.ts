import * as v from 'valibot'
import { moneySchema } from '../product/money.ts'
import { type Product, productSchema } from '../product/product.ts'

/** Whether it can be bought. */
export type Availability = NonNullable<Product['availability']>

/** What a shop's page said of a product when a member looked: the value of a `seen` entry. */
export const sightingSchema = v.object({
  /** null: the page showed no price. */
  price: v.nullable(moneySchema),
  availability: productSchema.entries.availability,
  /** Only where nothing else of the line has a picture. */
  image: productSchema.entries.image,
})
export type Sighting = v.InferOutput<typeof sightingSchema>

/** A sighting, and when it was, ms since 1970. */
export const datedSightingSchema = v.object({ ...sightingSchema.entries, at: v.number() })
export type DatedSighting = v.InferOutput<typeof datedSightingSchema>

/** Sightings of a line that count, besides what was read when it was added; older ones are swept. */
export const mostSightings = 24

/** What `product` says of its price and stock. */
export function sightingOf({ price, availability }: Product): Sighting {
  return { price: price ?? null, ...(availability && { availability }) }
}

/** Whether both say the same; a picture is no news. */
export function saySame(a: Sighting, b: Sighting): boolean {
  return (
    a.availability === b.availability &&
    a.price?.amount === b.price?.amount &&
    a.price?.currency === b.price?.currency
  )
}
