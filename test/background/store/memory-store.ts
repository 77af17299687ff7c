import type { CartRecord, CartStore, LogSize, StoredAuthor } from '../../../background/store/cart-store.ts'
import { checkUpdates } from '../../../background/store/check-updates.ts'
import { createCoveredRows } from '../../../background/store/covered-rows.ts'
import { sizeOf, toRecord } from '../../../background/store/rows.ts'
import { StoreError } from '../../../background/store/store-error.ts'
import type { CartId } from '../../../extension/cart/cart-id.ts'

interface Row {
  readonly key: number
  readonly cart: CartId
  readonly update: Uint8Array
}

/** What outlives a store that was closed. Several stores may be open on one. */
export interface MemoryDisk {
  nextKey: number
  records: ReadonlyMap<CartId, CartRecord>
  snapshots: Row[]
  log: Row[]
  damaged: Row[]
  authors: ReadonlyMap<CartId, StoredAuthor>
}

export function createMemoryDisk(): MemoryDisk {
  return { nextKey: 1, records: new Map(), snapshots: [], log: [], damaged: [], authors: new Map() }
}

/** The twin of the store in IndexedDB, for tests of what uses a store: the same acceptance suite holds for both. */
export function createMemoryStore(disk: MemoryDisk = createMemoryDisk()): CartStore {
  const covered = createCoveredRows()
  let closed = false

  /** Answers later, as a transaction does, though it takes its turn at the call. */
  async function run<T>(work: () => T): Promise<T> {
    if (closed) throw new StoreError('closed', 'The store was closed')
    const result = structuredClone(work())
    await Promise.resolve()
    return result
  }

  function toRow(cart: CartId, update: Uint8Array): Row {
    return { key: disk.nextKey++, cart, update: update.slice() }
  }

  function logSize(cart: CartId): LogSize {
    return sizeOf(disk.log.filter(row => row.cart === cart).map(({ update }) => update))
  }

  return {
    carts: () => run(() => [...disk.records.values()]),
    putCart: async record => {
      const row = structuredClone(toRecord(record))
      await run(() => {
        disk.records = new Map(disk.records).set(row.id, row)
      })
    },
    deleteCart: cart =>
      run(() => {
        disk.records = new Map([...disk.records].filter(([id]) => id !== cart))
        for (const rows of ['snapshots', 'log', 'damaged'] as const) {
          disk[rows] = disk[rows].filter(row => row.cart !== cart)
        }
        disk.authors = new Map([...disk.authors].filter(([id]) => id !== cart))
        covered.forget(cart)
      }),
    load: cart =>
      run(() => {
        const rows = [...disk.snapshots, ...disk.log].filter(row => row.cart === cart)
        const problems = checkUpdates(rows.map(({ update }) => update))
        const bad = new Set(rows.filter((_row, at) => problems[at] !== undefined))
        disk.snapshots = disk.snapshots.filter(row => !bad.has(row))
        disk.log = disk.log.filter(row => !bad.has(row))
        disk.damaged.push(...bad)
        const keysOf = (kept: readonly Row[]) => kept.filter(row => row.cart === cart).map(({ key }) => key)
        covered.add(cart, { snapshots: keysOf(disk.snapshots), log: keysOf(disk.log) })
        const updates = rows.filter(row => !bad.has(row)).map(({ update }) => update)
        const author = disk.authors.get(cart)
        return { updates, log: logSize(cart), damaged: bad.size, ...(author && { author }) }
      }),
    append: (cart, updates, _durability, author) =>
      run(() => {
        const rows = updates.map(update => toRow(cart, update))
        disk.log.push(...rows)
        if (author) disk.authors = new Map(disk.authors).set(cart, structuredClone(author))
        covered.add(cart, { snapshots: [], log: rows.map(({ key }) => key) })
        return logSize(cart)
      }),
    compact: (cart, snapshot) =>
      run(() => {
        const gone = covered.of(cart)
        const row = toRow(cart, snapshot)
        disk.snapshots = [...disk.snapshots.filter(({ key }) => !gone.snapshots.includes(key)), row]
        disk.log = disk.log.filter(({ key }) => !gone.log.includes(key))
        covered.replace(cart, gone, row.key)
        return logSize(cart)
      }),
    close() {
      closed = true
    },
  }
}
