import { openDB } from 'idb'
import { type CartDb, type Db, type Migration, migrate } from './schema.ts'
import { StoreError, toStoreError } from './store-error.ts'

/** What may happen to a connection. After `deleted` and `lost` it is closed. */
export interface ConnectionEvents {
  /** There was no such database: it has been made. */
  created(): void
  /** Somebody deletes the database. */
  deleted(): void
  /** The browser, or a newer version that is about to change the database, takes the connection. */
  lost(): void
}

/** One attempt to open the database. */
export interface Opening {
  /**
   * Rejects with a StoreError. While an older version in another context keeps the database, it rejects at once though
   * the attempt goes on, and may succeed the next time it is asked.
   */
  ready(): Promise<Db>
  /** Closes the connection as soon as there is one. */
  close(): void
}

export function openDatabase(name: string, steps: readonly Migration[], events: ConnectionEvents): Opening {
  let block: (error: StoreError) => void = () => {}
  const blocked = new Promise<never>((_resolve, reject) => {
    block = reject
  })
  blocked.catch(() => {}) // Heard by those who wait in ready().
  const db = open(name, steps.length, {
    upgrade(db, oldVersion, _newVersion, tx) {
      if (oldVersion === 0) events.created()
      void migrate(db, tx, oldVersion, steps)
    },
    blocked: () =>
      block(
        new StoreError('unavailable', `Another page still uses an older version of the database ${name}`),
      ),
    blocking(_current, next, event) {
      ;(event.target as IDBDatabase).close()
      if (next === null) events.deleted()
      events.lost()
    },
    terminated: () => events.lost(),
  })
  db.catch(() => events.lost())
  return {
    ready: () => Promise.race([db, blocked]),
    close() {
      db.then(
        opened => opened.close(),
        () => {}, // There is nothing to close then.
      )
    },
  }
}

async function open(name: string, ...rest: [number, Parameters<typeof openDB<CartDb>>[2]]): Promise<Db> {
  try {
    return await openDB<CartDb>(name, ...rest)
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'VersionError')) {
      throw toStoreError(error, 'unavailable', `Opening the database ${name}`)
    }
    const message = `The database ${name} was written by a newer version of this extension`
    throw new StoreError('unavailable', message, { cause: error })
  }
}
