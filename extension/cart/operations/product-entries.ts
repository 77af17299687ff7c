import type { Product } from '../../product/product.ts'
import { type Entry, kind } from '../entries.ts'
import { correctedFields, correctionKinds } from '../line-corrections.ts'
import { lastMoment } from '../parse-entry.ts'
import type { LineProduct } from '../removed-line.ts'
import { type DatedSighting, mostSightings } from '../sighting.ts'
import type { ObservedLine } from './change.ts'
import { fieldEntry } from './fields.ts'

/**
 * The entries that bring a line's product back with fresh ones: the product, what members had corrected, and its
 * history. What is corrected anew in the line since stays as it is.
 */
export function productEntries(
  { key, entries }: ObservedLine,
  { product, corrections = {}, said = product, history = [] }: LineProduct,
  ts: number,
): Entry[] {
  const live = new Set<number>(entries.map(({ entry }) => entry[0]))
  const corrected = correctedFields.flatMap(field => {
    const correction = corrections[field]
    const of = correctionKinds[field]
    return correction && !live.has(of) ? [fieldEntry(key, of, correction.value, ts)] : []
  })
  const times = new Set(entries.map(({ entry }) => (entry[0] === kind.seen ? entry[3] : undefined)))
  const seen = history
    .slice(-mostSightings)
    .filter(({ at }) => !times.has(at))
    .map(({ at, ...sighting }): Entry => [kind.seen, key, sighting, at])
  const last = history.at(-1)
  // It says what was seen last: dated before that, by a clock that is behind, it would be news of its own.
  const at = Math.min(lastMoment, Math.max(ts, (last?.at ?? 0) + 1))
  return [[kind.product, key, asRead(said, last), at], ...corrected, ...seen]
}

/** The product as the shop's page had it, also where only what was shown is known: a correction is an entry of its own. */
function asRead(product: Product, last: DatedSighting | undefined): Product {
  if (!last) return product
  const { price: _price, availability: _availability, ...rest } = product
  const { price, availability } = last
  return { ...rest, ...(price && { price }), ...(availability && { availability }) }
}
