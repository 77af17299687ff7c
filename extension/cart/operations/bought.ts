import type { LineKey } from '../cart-view.ts'
import { type Entry, kind } from '../entries.ts'
import { type Held, lineState, type Unit } from '../line-state.ts'
import type { Replica } from '../replica.ts'
import { apply, type Change, type ObservedLine, observeLine } from './change.ts'
import { requireInView } from './require.ts'

/** Puts every unit that is left of the line into the basket. Throws 'line-gone'. */
export function tick(replica: Replica, key: LineKey): void {
  const line = observeLine(replica.doc, key)
  const { total, units } = requireInView(line)
  apply(replica, { remove: boughtEntries(line), insert: coverUnits(key, units, total) })
}

/** Takes the line out of the basket. Throws 'line-gone'. */
export function untick(replica: Replica, key: LineKey): void {
  const line = observeLine(replica.doc, key)
  requireInView(line)
  apply(replica, { remove: boughtEntries(line), insert: [] })
}

/**
 * `change`, and if it would leave another number of units than `bought` in the basket, the observed `bought` entries
 * replaced by one that covers as many. Else they stay, so that a concurrent untick still takes them all away.
 */
export function keepBought(replica: Replica, line: ObservedLine, change: Change, bought: number): Change {
  const removed = new Set(change.remove)
  const after = [
    ...line.entries.filter(held => !removed.has(held)),
    ...change.insert.map((entry): Held => ({ device: replica.device, entry })),
  ]
  const { bought: left, units } = lineState(after)
  if (left === bought) return change
  return {
    remove: [...change.remove, ...boughtEntries(line)],
    insert: [...change.insert, ...coverUnits(line.key, units, bought)],
  }
}

function boughtEntries({ entries }: ObservedLine) {
  return entries.filter(({ entry }) => entry[0] === kind.bought)
}

/** The entry, if any, that puts so many of `units` into the basket. */
function coverUnits(key: LineKey, units: readonly Unit[], bought: number): Entry[] {
  const pairs: number[] = []
  let rest = bought
  for (const { id, left } of units) {
    const covered = Math.min(rest, left)
    if (covered > 0) pairs.push(id, covered)
    rest -= covered
  }
  return pairs.length > 0 ? [[kind.bought, key, ...pairs]] : []
}
