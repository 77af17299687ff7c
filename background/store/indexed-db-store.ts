import type { CartId } from '../../extension/cart/cart-id.ts'
import type { CartRecord, CartStore, Durability, LogSize, StoredAuthor } from './cart-store.ts'
import { type Connection, connect } from './connection.ts'
import { createCoveredRows, type RowKeys } from './covered-rows.ts'
import { keyRuns } from './key-runs.ts'
import { countLog, notedSize } from './log-size.ts'
import { type Damage, quarantineStores, setAside } from './quarantine.ts'
import { readRows, type SortedRows, sortRows } from './read-cart.ts'
import { mendRecord, ownBytes, readRecord, sizeOf, toRecord, type UpdateRow } from './rows.ts'

/**
 * The store of carts in IndexedDB. The database is opened at the first call; while it cannot be, calls reject with
 * `unavailable`, and the next call tries again.
 */
export function createIndexedDbStore(name = 'common-cart'): CartStore {
  const connection = connect(name)
  const covered = createCoveredRows()

  return {
    carts: () => listCarts(connection),
    putCart: record => putCart(connection, record),
    async deleteCart(cart) {
      await deleteCart(connection, cart)
      covered.forget(cart)
    },
    async load(cart) {
      const { stored, keys, damages } = await load(connection, cart)
      covered.add(cart, keys)
      await quarantine(connection, cart, damages)
      return stored
    },
    async append(cart, updates, durability, author) {
      const { keys, size } = await append(connection, cart, updates, durability, author)
      covered.add(cart, { snapshots: [], log: keys })
      return size
    },
    async compact(cart, snapshot) {
      const gone = covered.of(cart)
      const { key, size } = await compact(connection, cart, snapshot, gone)
      covered.replace(cart, gone, key)
      return size
    },
    close: () => connection.close(),
  }
}

async function listCarts(connection: Connection): Promise<readonly CartRecord[]> {
  const found = await connection.run({
    what: 'Reading the list of carts',
    stores: ['carts'],
    mode: 'readonly',
    work: async tx => {
      const store = tx.objectStore('carts')
      const [ids, values] = await Promise.all([store.getAllKeys(), store.getAll()])
      return ids.map((id, at) => ({ id, value: values[at] }))
    },
  })
  const records: CartRecord[] = []
  for (const { id, value } of found) {
    const record = readRecord(id, value)
    if (typeof record === 'string')
      await quarantine(connection, id, [{ from: 'carts', key: id, problem: record }])
    records.push(typeof record === 'string' ? mendRecord(id, value) : record)
  }
  return records
}

async function putCart(connection: Connection, record: CartRecord): Promise<void> {
  const row = toRecord(record)
  await connection.run({
    what: `Writing the record of cart ${record.id}`,
    stores: ['carts'],
    mode: 'readwrite',
    durability: 'strict',
    work: tx => tx.objectStore('carts').put(row, row.id),
  })
}

async function deleteCart(connection: Connection, cart: CartId): Promise<void> {
  await connection.run({
    what: `Deleting cart ${cart}`,
    stores: ['carts', 'sizes', 'authors', 'snapshots', 'log', 'damaged'],
    mode: 'readwrite',
    durability: 'strict',
    work: async tx => {
      for (const name of ['carts', 'sizes', 'authors'] as const) await tx.objectStore(name).delete(cart)
      for (const name of ['snapshots', 'log', 'damaged'] as const) {
        const store = tx.objectStore(name)
        const keys = await store.index('cart').getAllKeys(cart)
        await Promise.all(keys.map(key => store.delete(key)))
      }
    },
  })
}

async function load(connection: Connection, cart: CartId): Promise<SortedRows> {
  const rows = await connection.run({
    what: `Loading cart ${cart}`,
    stores: ['snapshots', 'log', 'authors'],
    mode: 'readonly',
    work: tx => readRows(tx, cart),
  })
  return sortRows(rows)
}

/**
 * Does not reject: what could be read must reach the person even if there is no room to set the rest aside. The
 * damaged rows then stay where they are, and the next load tries again.
 */
async function quarantine(connection: Connection, cart: CartId, damages: readonly Damage[]): Promise<void> {
  if (damages.length === 0) return
  try {
    await connection.run({
      what: `Setting aside ${damages.length} damaged rows of cart ${cart}`,
      stores: quarantineStores,
      mode: 'readwrite',
      durability: 'strict',
      work: tx => setAside(tx, cart, damages),
    })
    const problems = damages.map(({ from, key, problem }) => `${from} ${key}: ${problem}`)
    console.warn(`Damaged rows of cart ${cart} were set aside:`, problems)
  } catch (error) {
    console.error(error)
  }
}

function append(
  connection: Connection,
  cart: CartId,
  updates: readonly Uint8Array[],
  durability: Durability,
  author: StoredAuthor | undefined,
): Promise<{ keys: readonly number[]; size: LogSize }> {
  const rows: readonly UpdateRow[] = updates.map(update => ({ cart, update: ownBytes(update) }))
  return connection.run({
    what: `Appending ${updates.length} updates to cart ${cart}`,
    stores: ['log', 'sizes', 'authors'],
    mode: 'readwrite',
    durability,
    work: async tx => {
      const before = await notedSize(tx, cart)
      const added = sizeOf(updates)
      const size = { updates: before.updates + added.updates, bytes: before.bytes + added.bytes }
      const log = tx.objectStore('log')
      // async: one that throws at once must leave no other's rejection unheard.
      const keys = await Promise.all(rows.map(async row => log.add(row)))
      await tx.objectStore('sizes').put(size, cart)
      if (author) await tx.objectStore('authors').put({ ...author }, cart)
      return { keys, size }
    },
  })
}

function compact(
  connection: Connection,
  cart: CartId,
  snapshot: Uint8Array,
  gone: RowKeys,
): Promise<{ key: number; size: LogSize }> {
  const row: UpdateRow = { cart, update: ownBytes(snapshot) }
  return connection.run({
    what: `Compacting cart ${cart}`,
    stores: ['snapshots', 'log', 'sizes'],
    mode: 'readwrite',
    durability: 'strict',
    work: async tx => {
      const snapshots = tx.objectStore('snapshots')
      const log = tx.objectStore('log')
      const key = await snapshots.add(row)
      await Promise.all(rangesOf(gone.snapshots).map(range => snapshots.delete(range)))
      await Promise.all(rangesOf(gone.log).map(range => log.delete(range)))
      const size = await countLog(tx, cart)
      await tx.objectStore('sizes').put(size, cart)
      return { key, size }
    },
  })
}

function rangesOf(keys: readonly number[]): readonly IDBKeyRange[] {
  return keyRuns(keys).map(({ first, last }) => IDBKeyRange.bound(first, last))
}
