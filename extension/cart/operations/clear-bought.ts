import { lineState } from '../line-state.ts'
import { type RemovedLine, removedLine } from '../removed-line.ts'
import type { Replica } from '../replica.ts'
import { apply, everything, type ObservedLine, observeLines } from './change.ts'

/** Removes every line that is wholly bought, in one transaction. */
export function clearBought(replica: Replica): RemovedLine[] {
  const lines = [...observeLines(replica.doc, key => key !== '').values()].filter(isWhollyBought)
  apply(replica, ...lines.map(line => ({ remove: everything(line), insert: [] })))
  return lines.flatMap(({ key, entries }) => removedLine(key, entries) ?? [])
}

function isWhollyBought({ entries }: ObservedLine): boolean {
  const { quantity, bought } = lineState(entries)
  return quantity > 0 && bought === quantity
}
