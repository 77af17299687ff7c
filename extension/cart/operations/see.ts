import type { Product } from '../../product/product.ts'
import type { CartLine, LineKey } from '../cart-view.ts'
import { kind } from '../entries.ts'
import { newestFirst } from '../fields.ts'
import { deriveLine } from '../line-view.ts'
import type { Replica } from '../replica.ts'
import { type DatedSighting, mostSightings, type Sighting, saySame, sightingOf } from '../sighting.ts'
import { apply, nextTime, type Observed, observeLine } from './change.ts'

/**
 * Writes down what the page of a line's product says now, if that is another price or stock than the last, or the
 * first picture. Corrections stay as they are. Does nothing, and answers false, for what is no news and for a line
 * that is not shown: nobody asked for the look.
 */
export function seeProduct(replica: Replica, key: LineKey, read: Product): boolean {
  const observed = observeLine(replica.doc, key)
  const { line } = deriveLine(key, observed.entries)
  const news = line && newsFor(line, read)
  if (!news) return false
  apply(replica, {
    remove: outdatedSightings(observed.entries, mostSightings - 1),
    insert: [[kind.seen, key, news, nextTime(replica, observed)]],
  })
  return true
}

/** The sightings but for the newest `kept`. */
export function outdatedSightings(entries: readonly Observed[], kept: number): readonly Observed[] {
  const seen = entries.filter(({ entry }) => entry[0] === kind.seen)
  if (seen.length <= kept) return []
  const dated = seen.map(held => ({
    held,
    value: held.entry[2],
    at: Number(held.entry[3]),
    device: held.device,
  }))
  return newestFirst(dated)
    .slice(kept)
    .map(({ held }) => held)
}

function newsFor(line: CartLine, read: Product): Sighting | undefined {
  const last = lastSighting(line)
  const now = sightingOf(read)
  // A page that says nothing of its stock where it once could be bought says nothing new.
  const availability = now.availability ?? (last.availability === 'InStock' ? 'InStock' : undefined)
  const sighting = { price: now.price, ...(availability && { availability }) }
  const image = line.product.image || line.corrections?.image ? undefined : read.image
  if (saySame(last, sighting) && !image) return undefined
  return { ...sighting, ...(image && { image }) }
}

function lastSighting({ product, history, addedAt }: CartLine): DatedSighting {
  return history?.at(-1) ?? { ...sightingOf(product), at: addedAt }
}
