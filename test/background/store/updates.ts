import * as Y from 'yjs'

/** One Yjs update for each item, as one device would make them by adding the items to its array in turn. */
export function updatesOf(items: readonly string[]): readonly Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', update => updates.push(update))
  for (const item of items) doc.getArray('items').push([item])
  return updates
}

/** The items in a document that these updates were applied to. */
export function itemsIn(updates: readonly Uint8Array[]): readonly unknown[] {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getArray('items').toArray()
}

/** The updates as one. */
export function merged(updates: readonly Uint8Array[]): Uint8Array {
  return Y.mergeUpdates([...updates])
}
