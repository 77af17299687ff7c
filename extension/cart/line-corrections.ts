import type { Product } from '../product/product.ts'
import type { CorrectedField, Corrections } from './corrections.ts'
import { kind } from './entries.ts'
import { newest } from './fields.ts'
import type { Held } from './line-state.ts'

/** The kind of entry that each correction is. */
export const correctionKinds = {
  title: kind.title,
  price: kind.price,
  listPrice: kind.listPrice,
  image: kind.picture,
  variant: kind.variant,
  availability: kind.availability,
} as const satisfies Record<CorrectedField, number>

/** The names of all fields that can be corrected. */
export const correctedFields = Object.keys(correctionKinds) as readonly CorrectedField[]

const kinds: ReadonlySet<number> = new Set(Object.values(correctionKinds))

/** Of each field the correction that counts; undefined if nothing is corrected. */
export function correctionsOf(held: readonly Held[]): Corrections | undefined {
  if (!held.some(({ entry: [of] }) => kinds.has(of))) return undefined
  const found = correctedFields.flatMap(field => {
    const correction = newest(held, correctionKinds[field])
    return correction ? [[field, correction] as const] : []
  })
  return Object.fromEntries(found) as Corrections
}

/** The product with each corrected field as corrected; a correction to null takes the field away. */
export function withCorrections(product: Product, corrections: Corrections | undefined): Product {
  if (!corrections) return product
  const fields = Object.entries(corrections).map(([field, { value }]) => [field, value] as const)
  const merged = Object.entries({ ...product, ...Object.fromEntries(fields) })
  return Object.fromEntries(merged.filter(([, value]) => value !== null)) as Product
}
