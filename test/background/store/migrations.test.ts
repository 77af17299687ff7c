import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Connection, connect } from '../../../background/store/connection.ts'
import { createIndexedDbStore } from '../../../background/store/indexed-db-store.ts'
import { type Migration, migrations } from '../../../background/store/schema.ts'
import { createOldest, oldestCart, oldestRecord } from './oldest-database.ts'
import { openRaw, shapeOf, valuesOf } from './raw-database.ts'
import { itemsIn } from './updates.ts'

const name = 'migrations'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('the oldest database comes out exactly as the newest', async () => {
  await createOldest('oldest')
  const [old, fresh] = [createIndexedDbStore('oldest'), createIndexedDbStore('fresh')]
  expect(await old.carts()).toEqual([oldestRecord])
  expect(await fresh.carts()).toEqual([])
  expect(await shapeOf('oldest')).toEqual(await shapeOf('fresh'))

  const loaded = await old.load(oldestCart)
  expect(itemsIn(loaded.updates)).toEqual(['milk', 'bread', 'tea'])
  expect([loaded.updates.length, loaded.log.updates, loaded.damaged]).toEqual([3, 2, 0])
  await fresh.putCart(oldestRecord)
  await fresh.compact(oldestCart, loaded.updates[0] ?? new Uint8Array())
  await fresh.append(oldestCart, loaded.updates.slice(1), 'strict')
  for (const where of ['carts', 'snapshots', 'log', 'sizes', 'damaged']) {
    expect(await valuesOf('oldest', where), where).toEqual(await valuesOf('fresh', where))
  }
  old.close()
  fresh.close()
})

/** Further steps as later versions might have them: one of a new store, one that waits while it rewrites rows. */
const later: readonly Migration[] = [
  ...migrations,
  db => {
    db.createObjectStore('damaged-2' as 'damaged')
  },
  async (_db, tx) => {
    const carts = tx.objectStore('carts')
    for (const key of await carts.getAllKeys()) await carts.put({ ...oldestRecord, createdAt: 3 }, key)
  },
]

function listCarts(connection: Connection): Promise<readonly unknown[]> {
  return connection.run({
    what: 'Listing',
    stores: ['carts'],
    mode: 'readonly',
    work: tx => tx.objectStore('carts').getAll(),
  })
}

describe('migrations', () => {
  test.each([1, 2, 3])('from version %i lead to the same newest database', async version => {
    await createOldest(name)
    const older = connect(name, later.slice(0, version))
    await listCarts(older)
    older.close()
    const newest = connect(name, later)
    expect(await listCarts(newest)).toEqual([{ ...oldestRecord, createdAt: 3 }])
    newest.close()
    const fresh = connect('fresh', later)
    await listCarts(fresh)
    fresh.close()
    expect(await shapeOf(name)).toEqual(await shapeOf('fresh'))
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
  ])('of which one %s leave the database as it was', async (_how, broken: Migration) => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    await createOldest(name)
    const before = await shapeOf(name)
    const failing = connect(name, [...later, broken])
    await expect(listCarts(failing)).rejects.toMatchObject({ name: 'StoreError', reason: 'unavailable' })
    failing.close()
    expect(reported).toHaveBeenCalledOnce()
    expect(await shapeOf(name)).toEqual(before)
    expect(await valuesOf(name, 'carts')).toEqual([oldestRecord])
  })

  test('that another page holds up make calls fail at once, and work when it lets go', async () => {
    await createOldest(name)
    const older = await openRaw(name)
    const upgrading = connect(name, later)
    const blocked = {
      reason: 'unavailable',
      message: 'Another page still uses an older version of the database migrations',
    }
    await expect(listCarts(upgrading)).rejects.toMatchObject(blocked)
    await expect(listCarts(upgrading)).rejects.toMatchObject(blocked)
    older.close()
    ;(await openRaw(name, later.length)).close() // Comes after the upgrade, which stood in line before it.
    expect(await listCarts(upgrading)).toHaveLength(1)
    upgrading.close()
  })
})
