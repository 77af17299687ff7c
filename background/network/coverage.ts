import * as Y from 'yjs'

/**
 * Whether a document with the contents `held` has all that `wanted` has. The state vectors alone would not do: a
 * deletion changes only the delete set.
 */
export function covers(held: Y.Snapshot, wanted: Y.Snapshot): boolean {
  for (const [client, clock] of wanted.sv) {
    if ((held.sv.get(client) ?? 0) < clock) return false
  }
  return Y.equalDeleteSets(held.ds, Y.mergeDeleteSets([held.ds, wanted.ds]))
}
