import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'

/**
 * The database's object stores. Values are `unknown` on purpose: what is read may have been written by another
 * version or damaged on the disk, and counts only after the guards in rows.ts.
 */
export interface CartDb extends DBSchema {
  /** The registry: a CartRecord under its id. */
  carts: { key: string; value: unknown }
  /** Rows that stand for everything before them; one for each cart, unless two stores compacted at the same time. */
  snapshots: { key: number; value: unknown; indexes: { cart: string } }
  /** Rows in the order they were appended. */
  log: { key: number; value: unknown; indexes: { cart: string } }
  /** The LogSize of each cart, kept in the transaction that changes the log, so that an append need not count. */
  sizes: { key: string; value: unknown }
  /** The StoredAuthor of each cart, kept in the transaction that appends what it wrote. */
  authors: { key: string; value: unknown }
  /** DamagedRows: what could not be read, as it was found. */
  damaged: { key: number; value: unknown; indexes: { cart: string } }
}

export type StoreName = StoreNames<CartDb>
export type Db = IDBPDatabase<CartDb>
export type Tx<Mode extends IDBTransactionMode> = IDBPTransaction<CartDb, StoreName[], Mode>

/** Takes the database from one version to the next, inside the upgrade's own transaction. */
export type Migration = (db: Db, tx: Tx<'versionchange'>) => void | Promise<void>

/** Version 1: the registry, the log with its sizes and snapshots, and what was set aside as damaged. */
function createStores(db: Db): void {
  db.createObjectStore('carts')
  db.createObjectStore('sizes')
  for (const name of ['snapshots', 'log', 'damaged'] as const) {
    db.createObjectStore(name, { autoIncrement: true }).createIndex('cart', 'cart')
  }
}

/** Version 2: who writes each cart. What version 1 wrote has no author, so it is written on under a new client id. */
function createAuthors(db: Db): void {
  db.createObjectStore('authors')
}

/** The nth migration leads to version n. A released one is never changed: the next change is a new one. */
export const migrations: readonly Migration[] = [createStores, createAuthors]

/**
 * Runs the migrations that a database at `oldVersion` lacks. If one fails the whole upgrade is undone, and opening
 * the database fails with it.
 */
export async function migrate(
  db: Db,
  tx: Tx<'versionchange'>,
  oldVersion: number,
  steps: readonly Migration[],
): Promise<void> {
  tx.done.catch(() => {}) // The open request fails with the same error.
  try {
    for (const step of steps.slice(oldVersion)) await step(db, tx)
  } catch (error) {
    console.error('The store of carts could not be brought up to date:', error)
    tx.abort()
  }
}
