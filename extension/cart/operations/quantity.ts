import type { LineKey } from '../cart-view.ts'
import { type Entry, type EntryId, kind } from '../entries.ts'
import { type LineState, lineState, type Unit } from '../line-state.ts'
import { type RemovedLine, removedLine } from '../removed-line.ts'
import type { Replica } from '../replica.ts'
import { keepBought } from './bought.ts'
import { apply, everything, newId, observeLine } from './change.ts'
import { requireInView, requireQuantity } from './require.ts'
import { quantityEntries, setEntry } from './set-entry.ts'

/** "+ n". Throws 'line-gone' and 'quantity-limit'. */
export function addUnits(replica: Replica, key: LineKey, n: number): void {
  requireQuantity(n)
  const { quantity } = requireInView(observeLine(replica.doc, key))
  requireQuantity(quantity + n)
  apply(replica, { remove: [], insert: [[kind.units, key, newId(), n]] })
}

/**
 * "- m": takes units off this device's own share first, newest first. Removes the line, and returns it, if it has no
 * more than m units.
 */
export function takeUnits(replica: Replica, key: LineKey, m: number): RemovedLine | undefined {
  if (!Number.isInteger(m) || m < 1) throw new RangeError(`Not a number of units: ${m}`)
  const line = observeLine(replica.doc, key)
  const state = lineState(line.entries)
  if (state.quantity <= m) return removeLine(replica, key)
  const quantity = state.quantity - m
  const change = { remove: [], insert: lessEntries(replica, key, state, state.total - quantity) }
  apply(replica, keepBought(replica, line, change, Math.min(state.bought, quantity)))
  return undefined
}

/** Entries that take `m` units: from own shares, then from others', of each the newest first. */
function lessEntries({ device }: Replica, key: LineKey, { units }: LineState, m: number): Entry[] {
  const taken = new Map<EntryId, number>()
  let rest = m
  const take = (unit: Unit, most: number) => {
    const already = taken.get(unit.id) ?? 0
    const more = Math.min(rest, most, unit.left - already)
    if (more > 0) taken.set(unit.id, already + more)
    rest -= Math.max(0, more)
  }
  const newestFirst = [...units].reverse()
  for (const unit of newestFirst) take(unit, unit.shares.get(device) ?? 0)
  for (const unit of newestFirst) take(unit, unit.left)
  return [...taken].map(([id, units]) => [kind.less, key, id, units])
}

/** Sets the quantity; 0 removes the line and returns it. Throws 'line-gone' and 'quantity-limit'. */
export function setQuantity(replica: Replica, key: LineKey, n: number): RemovedLine | undefined {
  if (n === 0) return removeLine(replica, key)
  requireQuantity(n)
  const line = observeLine(replica.doc, key)
  const state = requireInView(line)
  const others = state.shares.filter(share => share.device !== replica.device)
  const change = { remove: quantityEntries(line), insert: [setEntry(line, state, n, others)] }
  apply(replica, keepBought(replica, line, change, Math.min(state.bought, n)))
  return undefined
}

/**
 * Removes all that this replica holds of the line. Units that somebody adds at the same time stay. Undefined if
 * there was nothing that could be put back.
 */
export function removeLine(replica: Replica, key: LineKey): RemovedLine | undefined {
  const line = observeLine(replica.doc, key)
  apply(replica, { remove: everything(line), insert: [] })
  return removedLine(key, line.entries)
}
