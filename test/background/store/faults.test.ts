import 'fake-indexeddb/auto'
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CartStore } from '../../../background/store/cart-store.ts'
import { createIndexedDbStore } from '../../../background/store/indexed-db-store.ts'
import { StoreError } from '../../../background/store/store-error.ts'
import { type Fault, failNextWrite, watchConnections } from './faults.ts'
import { openRaw } from './raw-database.ts'
import { itemsIn, merged, updatesOf } from './updates.ts'

const name = 'faults'
const cart = 'cartAAAAAAAAAAAA'
const updates = updatesOf(['a', 'b', 'c', 'd'])
let store: CartStore

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  store = createIndexedDbStore(name)
  await store.putCart({ id: cart, relays: [], createdAt: 1 })
  await store.append(cart, updates.slice(0, 2), 'strict')
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  store.close()
})

async function failure(call: Promise<unknown>): Promise<StoreError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof StoreError)) throw new Error(`Expected a StoreError, got ${String(error)}`)
  return error
}

const faults: readonly (Fault & { readonly reason: string })[] = [
  { at: 'request', error: 'QuotaExceededError', reason: 'full' },
  { at: 'commit', error: 'QuotaExceededError', reason: 'full' },
  { at: 'request', error: 'UnknownError', reason: 'aborted' },
  { at: 'commit', error: 'UnknownError', reason: 'aborted' },
  { at: 'commit', error: null, reason: 'aborted' },
]

describe.each(faults)('$error at the $at', fault => {
  test.each([
    ['the first row', 'add', 'log'],
    ['the last write', 'put', 'sizes'],
  ] as const)(
    'an append that fails at %s keeps nothing, and the next one works',
    async (_place, method, where) => {
      failNextWrite(method, where, fault)
      const error = await failure(store.append(cart, updates.slice(2), 'strict'))
      expect(error.reason).toBe(fault.reason)
      expect(error.message).toContain('Appending 2 updates to cart cartAAAAAAAAAAAA failed')
      expect((await store.load(cart)).updates).toEqual(updates.slice(0, 2))
      expect((await store.append(cart, updates.slice(2), 'strict')).updates).toBe(4)
      expect((await store.load(cart)).updates).toEqual(updates)
    },
  )

  test.each([
    ['the snapshot', 'add', 'snapshots'],
    ['the last write', 'put', 'sizes'],
  ] as const)(
    'a compaction that fails at %s leaves the log, and the next one works',
    async (_place, method, where) => {
      const snapshot = merged(updates.slice(0, 2))
      failNextWrite(method, where, fault)
      expect((await failure(store.compact(cart, snapshot))).reason).toBe(fault.reason)
      const kept = await store.load(cart)
      expect(kept.updates).toEqual(updates.slice(0, 2))
      expect(kept.log.updates).toBe(2)
      expect((await store.compact(cart, snapshot)).updates).toBe(0)
      expect((await store.load(cart)).updates).toEqual([snapshot])
    },
  )

  test('a record that cannot be written leaves the old one, and the next write works', async () => {
    failNextWrite('put', 'carts', fault)
    const record = { id: cart, relays: ['wss://r.example'], createdAt: 2 }
    expect((await failure(store.putCart(record))).reason).toBe(fault.reason)
    expect(await store.carts()).toEqual([{ id: cart, relays: [], createdAt: 1 }])
    await store.putCart(record)
    expect(await store.carts()).toEqual([record])
  })
})

test('of several appends at once only the one that fails is missing', async () => {
  failNextWrite('add', 'log', { at: 'request', error: 'QuotaExceededError' })
  const [first, second] = await Promise.allSettled([
    store.append(cart, updates.slice(2, 3), 'strict'),
    store.append(cart, updates.slice(3), 'strict'),
  ])
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled'])
  expect((await store.load(cart)).updates).toEqual([...updates.slice(0, 2), ...updates.slice(3)])
})

describe('a connection that the browser closed', () => {
  test('is opened again at the next call, after a close event', async () => {
    const connections = watchConnections()
    await store.load(cart)
    const [lost] = connections
    if (!lost) throw new Error('No connection was used')
    forceCloseDatabase(lost as unknown as Parameters<typeof forceCloseDatabase>[0])
    await store.append(cart, updates.slice(2), 'strict')
    expect(itemsIn((await store.load(cart)).updates)).toEqual(['a', 'b', 'c', 'd'])
    expect(connections).toHaveLength(2)
  })

  test('is opened again at the next call, without any event', async () => {
    const connections = watchConnections()
    await store.load(cart)
    connections[0]?.close()
    expect((await store.append(cart, updates.slice(2), 'strict')).updates).toBe(4)
    expect(connections).toHaveLength(2)
  })

  test('is opened again once only: then the call rejects, and the next one tries anew', async () => {
    const closed = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('The connection is closing', 'InvalidStateError')
    })
    const error = await failure(store.append(cart, updates.slice(2), 'strict'))
    expect(error.reason).toBe('closed')
    expect(closed).toHaveBeenCalledTimes(2)
    closed.mockRestore()
    expect((await store.append(cart, updates.slice(2), 'strict')).updates).toBe(4)
  })

  test('compacts as before once it is open again', async () => {
    const connections = watchConnections()
    await store.load(cart)
    connections[0]?.close()
    expect(await store.compact(cart, merged(updates.slice(0, 2)))).toEqual({ updates: 0, bytes: 0 })
  })
})

describe('a newer version of the extension', () => {
  test('gets the database at once; what was begun is finished, and later calls say why they fail', async () => {
    const begun = store.append(cart, updates.slice(2), 'strict')
    const newer = await openRaw(name, 99)
    expect((await begun).updates).toBe(4)
    const error = await failure(store.append(cart, updates, 'strict'))
    expect(error.reason).toBe('unavailable')
    expect(error.message).toBe('The database faults was written by a newer version of this extension')
    expect(error.cause).toMatchObject({ name: 'VersionError' })
    newer.close()
  })

  test('has written the database before: nothing of it is changed', async () => {
    store.close()
    ;(await openRaw(name, 99)).close()
    store = createIndexedDbStore(name)
    expect((await failure(store.load(cart))).reason).toBe('unavailable')
    expect((await failure(store.deleteCart(cart))).reason).toBe('unavailable')
    const raw = await openRaw(name)
    expect(raw.version).toBe(99)
    raw.close()
  })
})

test('a database deleted while it is open ends the store: its updates would mean nothing on an empty one', async () => {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
  for (const call of [store.append(cart, updates.slice(2), 'strict'), store.carts()]) {
    const error = await failure(call)
    expect(error.reason).toBe('closed')
    expect(error.message).toBe('The database faults was deleted while it was in use')
  }
  store = createIndexedDbStore(name)
  expect(await store.carts()).toEqual([])
})

test('a database that was cleared away without a word ends the store as well', async () => {
  globalThis.indexedDB = new IDBFactory()
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('The connection is closing', 'InvalidStateError')
  })
  for (const call of [() => store.append(cart, updates.slice(2), 'strict'), () => store.carts()]) {
    const error = await failure(call())
    expect(error.reason).toBe('closed')
    expect(error.message).toBe('The database faults was deleted while it was in use')
  }
})

describe('a database that cannot be opened', () => {
  test.each([
    ['where there is no IndexedDB', undefined],
    ['where it is forbidden', { open: () => throwing(new DOMException('Not here', 'SecurityError')) }],
  ])('%s', async (_where, factory) => {
    const other = createIndexedDbStore('another')
    const working = indexedDB
    vi.stubGlobal('indexedDB', factory)
    const error = await failure(other.append(cart, updates, 'strict'))
    expect(error.reason).toBe('unavailable')
    expect(error.message).toContain('Opening the database another failed')
    vi.stubGlobal('indexedDB', working)
    expect((await other.append(cart, updates, 'strict')).updates).toBe(4)
    other.close()
  })

  test('for want of room', async () => {
    const other = createIndexedDbStore('another')
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() =>
      throwing(new DOMException('No room', 'QuotaExceededError')),
    )
    expect((await failure(other.carts())).reason).toBe('full')
    expect(await other.carts()).toEqual([])
    other.close()
  })
})

function throwing(error: DOMException): never {
  throw error
}
