import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkForeignUpdate } from '../../../extension/cart/foreign-update.ts'

/** An update that deletes every second of `entries` entries: each deletion is a range of its own. */
function alternatingDeletions(entries: number): Uint8Array {
  const doc = new Y.Doc()
  const array = doc.getArray<number>('d:device-a')
  array.push(Array.from({ length: entries }, (_, at) => at))
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    for (let at = entries - 1; at >= 0; at -= 2) array.delete(at)
  })
  return Y.encodeStateAsUpdate(doc, before)
}

test('an update with ordinary deletions passes', () => {
  expect(() => checkForeignUpdate(alternatingDeletions(2_000))).not.toThrow()
  const doc = new Y.Doc()
  doc.getArray('d:device-a').push(Array.from({ length: 50_000 }, (_, at) => at))
  doc.getArray('d:device-a').delete(10, 40_000)
  expect(() => checkForeignUpdate(Y.encodeStateAsUpdate(doc))).not.toThrow()
})

test('one that would keep Yjs busy is refused before it is applied', () => {
  expect(() => checkForeignUpdate(alternatingDeletions(10_002))).toThrow(RangeError)
})

test('one that ends too early is refused', () => {
  const update = alternatingDeletions(20)
  expect(() => checkForeignUpdate(update.subarray(0, -3))).toThrow()
})
