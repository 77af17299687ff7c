import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CartStore } from '../../../background/store/cart-store.ts'
import { createIndexedDbStore } from '../../../background/store/indexed-db-store.ts'
import { failNextWrite } from './faults.ts'
import { valuesOf, writeRaw } from './raw-database.ts'
import { merged, updatesOf } from './updates.ts'

const name = 'damage'
const cart = 'cartAAAAAAAAAAAA'
const secret = Uint8Array.from({ length: 32 }, (_, at) => at)
const updates = updatesOf(['a', 'b'])
let store: CartStore

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  store = createIndexedDbStore(name)
  await store.putCart({ id: cart, secret, relays: ['wss://r.example'], createdAt: 1 })
  await store.append(cart, updates, 'strict')
})

afterEach(() => {
  vi.restoreAllMocks()
  store.close()
})

const wrongRows: readonly unknown[] = [
  { cart },
  { cart, update: 'text' },
  { cart, update: [1, 2, 3] },
  { cart, update: new ArrayBuffer(4) },
  { cart, update: new Uint8Array([255, 255, 255]) },
]

test.each(['log', 'snapshots'])('rows of another shape in %s are set aside as they are', async where => {
  for (const row of wrongRows) await writeRaw(name, where, rows => rows.add(row))
  const loaded = await store.load(cart)
  expect(loaded.updates).toEqual(updates)
  expect(loaded.damaged).toBe(wrongRows.length)
  const aside = await valuesOf(name, 'damaged')
  expect(aside).toHaveLength(wrongRows.length)
  expect(aside).toEqual(
    wrongRows.map(value => ({
      cart,
      from: where,
      key: expect.any(Number),
      value,
      problem: expect.any(String),
      foundAt: expect.any(Number),
    })),
  )
  expect(await valuesOf(name, where)).toHaveLength(where === 'log' ? 2 : 0)
  expect(console.warn).toHaveBeenCalledOnce()
})

test('a compaction does not take damaged rows that no load has seen', async () => {
  await writeRaw(name, 'log', log => log.add({ cart, update: 'text' }))
  await store.compact(cart, merged(updates))
  expect((await store.load(cart)).damaged).toBe(1)
  expect(await valuesOf(name, 'damaged')).toHaveLength(1)
})

test('with no room to set damaged rows aside, the rest loads and they stay for the next time', async () => {
  const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
  await writeRaw(name, 'log', log => log.add({ cart, update: 'text' }))
  failNextWrite('add', 'damaged', { at: 'request', error: 'QuotaExceededError' })
  expect(await store.load(cart)).toMatchObject({ updates, damaged: 1 })
  expect(reported).toHaveBeenCalledWith(expect.objectContaining({ name: 'StoreError', reason: 'full' }))
  expect(await valuesOf(name, 'log')).toHaveLength(3)
  expect(await store.load(cart)).toMatchObject({ updates, damaged: 1 })
  expect(await valuesOf(name, 'log')).toHaveLength(2)
  expect(await valuesOf(name, 'damaged')).toHaveLength(1)
})

test.each([undefined, 'text', { updates: -1, bytes: 0 }, { updates: 1.5, bytes: Number.NaN }])(
  'a noted size of %o is counted anew',
  async noted => {
    await writeRaw(name, 'sizes', sizes => sizes.put(noted, cart))
    const bytes = updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
    expect(await store.append(cart, [], 'strict')).toEqual({ updates: 2, bytes })
  },
)

const author = { device: 'anna0001', clientId: 7, clock: 3 }

test.each([
  ['no author', 'text'],
  ['no device', { ...author, device: 1 }],
  ['a client id that Yjs cannot have', { ...author, clientId: 2 ** 32 }],
  ['a clock that is no count', { ...author, clock: -1 }],
])('an author that cannot be read (%s) counts as none', async (_what, damaged) => {
  await store.append(cart, [], 'strict', author)
  expect(await store.load(cart)).toMatchObject({ author })
  await writeRaw(name, 'authors', authors => authors.put(damaged, cart))
  const loaded = await store.load(cart)
  expect(loaded).not.toHaveProperty('author')
  expect(loaded).toMatchObject({ updates, damaged: 0 })
})

const whole = { id: cart, secret, relays: ['wss://r.example'], createdAt: 1 }

test.each([
  ['no secret that is one', { ...whole, secret: 'text' }, { id: cart, relays: whole.relays, createdAt: 1 }],
  ['a short secret', { ...whole, secret: secret.slice(1) }, { id: cart, relays: whole.relays, createdAt: 1 }],
  ['relays of other types', { ...whole, relays: [1, 'wss://r.example', null] }, whole],
  ['no relays', { id: cart, secret, createdAt: 1 }, { ...whole, relays: [] }],
  ['no time', { ...whole, createdAt: Number.NaN }, { ...whole, createdAt: 0 }],
  ['the id of another cart', { ...whole, id: 'another' }, whole],
  ['nothing', null, { id: cart, relays: [], createdAt: 0 }],
])(
  'a record with %s is set aside, and its cart stays with what still holds',
  async (_what, value, mended) => {
    await writeRaw(name, 'carts', carts => carts.put(value, cart))
    expect(await store.carts()).toEqual([mended])
    expect(await store.carts()).toEqual([mended])
    expect(await valuesOf(name, 'damaged')).toMatchObject([{ cart, from: 'carts', key: cart, value }])
    expect((await store.load(cart)).updates).toEqual(updates)
  },
)

test('a deleted cart leaves nothing behind, not even what was damaged', async () => {
  await writeRaw(name, 'log', log => log.add({ cart, update: 'text' }))
  await store.load(cart)
  await store.compact(cart, merged(updates))
  await store.append(cart, updates, 'strict')
  await store.deleteCart(cart)
  for (const where of ['carts', 'snapshots', 'log', 'sizes', 'damaged']) {
    expect(await valuesOf(name, where), where).toEqual([])
  }
})
