import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CartStore } from '../../../background/store/cart-store.ts'
import { createIndexedDbStore } from '../../../background/store/indexed-db-store.ts'
import { merged, updatesOf } from './updates.ts'

const cart = 'cartAAAAAAAAAAAA'
const updates = updatesOf(['a', 'b'])
let store: CartStore

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  store = createIndexedDbStore('durability')
})
afterEach(() => {
  vi.restoreAllMocks()
  store.close()
})

test.each([
  ['an append of what this device wrote', 'strict', () => store.append(cart, updates, 'strict')],
  ['an append of what others wrote', 'relaxed', () => store.append(cart, updates, 'relaxed')],
  // It deletes rows that were on the disk for sure, so what stands for them must be as well.
  ['a compaction', 'strict', () => store.compact(cart, merged(updates))],
  ['a record', 'strict', () => store.putCart({ id: cart, relays: [], createdAt: 1 })],
  ['a deletion', 'strict', () => store.deleteCart(cart)],
] as const)('%s asks the browser for %s durability', async (_what, durability, call) => {
  await store.load(cart)
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await call()
  expect(transaction).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'readwrite', { durability })
})
