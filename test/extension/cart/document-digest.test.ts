import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentDigest } from '../../../extension/cart/document-digest.ts'

const edit = fc.record({ device: fc.nat(2), at: fc.nat(10), remove: fc.boolean() })

/** What each of the edits, made by three devices that hear of each other at once, sent. */
function updatesOf(edits: readonly { device: number; at: number; remove: boolean }[]): Uint8Array[] {
  const docs = Array.from({ length: 3 }, () => new Y.Doc())
  const updates: Uint8Array[] = []
  for (const { device, at, remove } of edits) {
    const doc = docs[device]
    if (!doc) continue
    doc.once('update', (update: Uint8Array) => {
      updates.push(update)
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update)
    })
    const array = doc.getArray<number>('a')
    if (remove && array.length > 0) array.delete(at % array.length, 1)
    else array.insert(at % (array.length + 1), [at])
  }
  return updates
}

function digestOf(updates: readonly Uint8Array[]): Promise<string> {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return documentDigest(Y.snapshot(doc))
}

test('is the same for the same contents, however they came together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 25 }), fc.integer(), async (edits, salt) => {
      const updates = updatesOf(edits)
      const shuffled = updates
        .map((update, at) => ({ update, key: Math.imul(at + 1, salt | 1) }))
        .sort((a, b) => a.key - b.key)
        .map(({ update }) => update)
      const digest = await digestOf(updates)
      expect(digest).toMatch(/^[0-9a-f]{64}$/)
      expect(await digestOf(shuffled)).toBe(digest)
      expect(await digestOf([Y.mergeUpdates(updates)])).toBe(digest)
    }),
    { numRuns: 60 },
  )
})

test('is another after an insertion, and after a deletion, which the state vector does not show', async () => {
  const updates = updatesOf([
    { device: 0, at: 0, remove: false },
    { device: 1, at: 1, remove: false },
    { device: 0, at: 0, remove: true },
  ])
  const digests = await Promise.all([1, 2, 3].map(count => digestOf(updates.slice(0, count))))
  expect(new Set(digests).size).toBe(3)
})
