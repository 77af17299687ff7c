import { limits } from '../../limits.ts'
import type { DeviceId, Share } from '../cart-view.ts'
import { type Entry, kind } from '../entries.ts'
import { newest } from '../fields.ts'
import { type LineState, lineState } from '../line-state.ts'
import type { RemovedLine } from '../removed-line.ts'
import type { Replica } from '../replica.ts'
import { keepBought } from './bought.ts'
import { apply, type Change, everything, nextTime, type ObservedLine, observeLines } from './change.ts'
import { fieldEntries } from './fields.ts'
import { productEntries } from './product-entries.ts'
import { requireRoom } from './require.ts'
import { quantityEntries, setEntry } from './set-entry.ts'

/**
 * Undoes a remove: puts the lines back with fresh entries, in one transaction. Everybody's share, the note, what was
 * bought and what had been corrected come back. Throws 'cart-full', and then restores none.
 *
 * A line may have come back in the meantime:
 * - Units survived because they were added at the same moment as the remove: they were meant on top of what was
 *   there, so the removed units come back beside them.
 * - Somebody set a quantity, or added the product anew: that already says how many are wanted. Then the line gets at
 *   least as many units to buy, and as many bought, as the removed line had; they are not counted twice.
 */
export function restoreLines(replica: Replica, removed: readonly RemovedLine[]): void {
  const keys = new Set(removed.map(({ key }) => key))
  const observed = observeLines(replica.doc, key => keys.has(key))
  const lines = removed.map(line => {
    const now = observed.get(line.key) ?? { key: line.key, entries: [], unreadable: [] }
    return { removed: line, now, state: lineState(now.entries) }
  })
  requireRoom(replica.doc, lines.filter(({ state }) => state.quantity === 0).length)
  apply(replica, ...lines.map(({ removed, now, state }) => restore(replica, removed, now, state)))
}

function restore(replica: Replica, removed: RemovedLine, now: ObservedLine, state: LineState): Change {
  if (state.quantity === 0) return putBack(replica, removed, now, everything(now))
  if (!survivedRemove(now)) return raise(replica, removed, now, state)
  const outdated = [...fieldEntries(now, kind.product), ...fieldEntries(now, kind.notice)]
  if (now.entries.some(({ entry }) => entry[0] === kind.set)) {
    const { remove, insert } = raise(replica, removed, now, state)
    const product = productEntries(now, removed, nextTime(replica, now))
    return { remove: [...remove, ...outdated], insert: [...insert, ...product] }
  }
  return putBack(replica, removed, now, outdated)
}

/** Units that nobody gave a product since it was removed, or that repair gave it back. */
function survivedRemove({ entries }: ObservedLine): boolean {
  return !newest(entries, kind.product) || newest(entries, kind.notice) !== undefined
}

/** The removed line itself, beside what stays of the line. */
function putBack(
  replica: Replica,
  removed: RemovedLine,
  now: ObservedLine,
  remove: Change['remove'],
): Change {
  const { quantity, bought, shares, note } = removed
  const ts = nextTime(replica, now)
  const staying = lineState(now.entries).quantity
  const units = Math.min(quantity, limits.quantity - staying)
  const fields: Entry[] = [...productEntries(now, removed, ts), ...noteEntry(now, note, ts)]
  if (units < 1) return { remove, insert: fields }
  const set = setEntry(now, { units: [] }, units, othersOf(replica, shares))
  const inBasket: Entry[] = bought > 0 ? [[kind.bought, now.key, set[2], Math.min(bought, units)]] : []
  return { remove, insert: [...fields, set, ...inBasket] }
}

/** As many units to buy, and as many bought, as the removed line or the present one has, whichever is more. */
function raise(replica: Replica, removed: RemovedLine, now: ObservedLine, state: LineState): Change {
  const note = noteEntry(now, removed.note, nextTime(replica, now))
  const left = Math.max(removed.quantity - removed.bought, state.quantity - state.bought)
  const bought = Math.max(removed.bought, state.bought)
  const quantity = Math.min(left + bought, limits.quantity)
  if (quantity === state.quantity) return { remove: [], insert: note }
  const shares = toppedUp(state.shares, removed.shares, quantity - state.quantity)
  const set = setEntry(now, state, quantity, othersOf(replica, shares))
  const change = { remove: quantityEntries(now), insert: [set, ...note] }
  return keepBought(replica, now, change, Math.min(bought, quantity))
}

/** `shares` with up to `units` more for those who had a larger share in `removed`. */
function toppedUp(shares: readonly Share[], removed: readonly Share[], units: number): Share[] {
  const byDevice = new Map<DeviceId, number>(shares.map(({ device, quantity }) => [device, quantity]))
  let rest = units
  for (const { device, quantity } of removed) {
    const present = byDevice.get(device) ?? 0
    const more = Math.min(rest, Math.max(0, quantity - present))
    byDevice.set(device, present + more)
    rest -= more
  }
  return [...byDevice].map(([device, quantity]) => ({ device, quantity }))
}

function othersOf({ device }: Replica, shares: readonly Share[]): Share[] {
  return shares.filter(share => share.device !== device && share.quantity > 0)
}

/** A note that was written since stays alone. */
function noteEntry({ key, entries }: ObservedLine, note: string | undefined, ts: number): Entry[] {
  const hasNote = entries.some(({ entry }) => entry[0] === kind.note)
  return note === undefined || hasNote ? [] : [[kind.note, key, note, ts]]
}
