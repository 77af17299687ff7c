import type { Share } from '../cart-view.ts'
import { type Carry, kind, type SetEntry } from '../entries.ts'
import { clipShares, type LineState } from '../line-state.ts'
import { mostCarried } from '../parse-entry.ts'
import { newId, type ObservedLine } from './change.ts'

/** Ids that a set names as replaced. More would only matter to a tick made at the same moment as the set. */
const mostAbsorbed = 12

/** The entries that a set replaces. */
export function quantityEntries({ entries }: ObservedLine) {
  return entries.filter(({ entry: [of] }) => of === kind.units || of === kind.set || of === kind.less)
}

/** n units, of which `others` keep their shares as far as these fit; the rest is the writer's. */
export function setEntry(
  { key }: ObservedLine,
  { units }: Pick<LineState, 'units'>,
  n: number,
  others: readonly Share[],
): SetEntry {
  const carry: Carry = clipShares(others.slice(0, mostCarried), n).flatMap(({ device, quantity }) => [
    device,
    quantity,
  ])
  const replaced = units.flatMap(unit => [unit.id, ...unit.absorbed])
  return [kind.set, key, newId(), n, carry, [...new Set(replaced)].slice(0, mostAbsorbed)]
}
