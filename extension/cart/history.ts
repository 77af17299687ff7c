import type { Product } from '../product/product.ts'
import type { Written } from './cart-view.ts'
import { kind } from './entries.ts'
import { fieldValues } from './fields.ts'
import type { Held } from './line-state.ts'
import { type DatedSighting, mostSightings, saySame, sightingOf } from './sighting.ts'

/**
 * What the shop's page said over time, oldest first; `product` is the first that was read, and is one of them. What
 * says the same as what was before it is left out, so that two members who look at once see it once.
 */
export function historyOf(product: Written<Product>, held: readonly Held[]): DatedSighting[] {
  const read = { ...sightingOf(product.value), at: product.at }
  const seen = newestSightings(held)
  if (seen.length === 0) return [read]
  const [first = read, ...later] = [read, ...seen.reverse()].sort((a, b) => a.at - b.at)
  const history = [first]
  let last = first
  for (const sighting of later) {
    if (!saySame(last, sighting)) history.push(sighting)
    else if (sighting.image && !last.image) history.splice(-1, 1, { ...last, image: sighting.image })
    last = history.at(-1) ?? first
  }
  return history
}

/** The sightings that count, newest first. */
export function newestSightings(held: readonly Held[]): DatedSighting[] {
  return fieldValues(held, kind.seen)
    .slice(0, mostSightings)
    .map(({ value, at }) => ({ ...value, at }))
}

/**
 * The product as the shop's page last showed it. A page without a price leaves the last price that it showed: the
 * history says that there is none now.
 */
export function asLastSeen(product: Product, history: readonly DatedSighting[]): Product {
  if (history.length < 2 && !history[0]?.image) return product
  const { price: _price, listPrice, availability: _availability, ...rest } = product
  const price = history.findLast(sighting => sighting.price)?.price
  const { availability } = history.at(-1) ?? {}
  const image = product.image ?? history.findLast(sighting => sighting.image)?.image
  const samePrice = price?.amount === product.price?.amount && price?.currency === product.price?.currency
  return {
    ...rest,
    ...(price && { price }),
    // What it cost before belongs to the price that it stood beside.
    ...(listPrice && samePrice && { listPrice }),
    ...(availability && { availability }),
    ...(image && { image }),
  }
}
