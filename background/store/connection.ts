import { openDB } from 'idb'
import { type CartDb, type Db, migrate, migrations, type StoreName, type Tx } from './schema.ts'
import { StoreError, toStoreError } from './store-error.ts'
import { finish } from './transaction.ts'

/** One call's transaction. `what` names the call in errors, as in "Loading cart x". */
export interface Task<Mode extends IDBTransactionMode, T> {
  readonly what: string
  readonly stores: readonly StoreName[]
  readonly mode: Mode
  readonly durability?: IDBTransactionDurability
  readonly work: (tx: Tx<Mode>) => Promise<T>
}

/** A connection to the database, opened when it is first needed and again when the browser closed it. */
export interface Connection {
  /** Resolves after the transaction's `complete` event. Rejects with a StoreError. */
  run<Mode extends IDBTransactionMode, T>(task: Task<Mode, T>): Promise<T>
  /** Lets running transactions finish; every later call rejects with `closed`. */
  close(): void
}

interface Opening {
  readonly db: Promise<Db>
  /** Rejects when another context holds an older version open. The opening goes on, and may yet succeed. */
  readonly blocked: Promise<never>
}

/*
 * none --run--> opening --success--> open --versionchange or close event--> none
 *               opening --failed--> none      open --the database was deleted, or close()--> ended, for good
 *               opening --blocked--> calls reject until the older version lets go, then open
 */
export function connect(name: string): Connection {
  let opening: Opening | undefined
  let ended: StoreError | undefined
  let openedBefore = false

  /** A store goes on answering only from the database it began with: on an empty one its updates would mean nothing. */
  function endDeleted(): void {
    ended ??= new StoreError('closed', `The database ${name} was deleted while it was in use`)
  }

  function open(): Opening {
    let block: (error: StoreError) => void = () => {}
    const blocked = new Promise<never>((_resolve, reject) => {
      block = reject
    })
    const db = openDB<CartDb>(name, migrations.length, {
      upgrade(db, oldVersion, _newVersion, tx) {
        if (oldVersion === 0 && openedBefore) endDeleted()
        void migrate(db, tx, oldVersion)
      },
      blocked: () =>
        block(new StoreError('unavailable', `Another page still uses an older version of ${name}`)),
      blocking(_current, next, event) {
        if (next === null) endDeleted()
        forget(mine)
        ;(event.target as IDBDatabase).close()
      },
      terminated: () => forget(mine),
    })
    const mine: Opening = { db, blocked }
    blocked.catch(() => {}) // Calls that wait for the opening hear of it.
    db.then(
      () => {
        openedBefore = true
      },
      () => forget(mine),
    )
    return mine
  }

  function forget(which: Opening): void {
    if (opening === which) opening = undefined
  }

  async function begin<Mode extends IDBTransactionMode, T>(task: Task<Mode, T>): Promise<Tx<Mode>> {
    const mine = current()
    const db = await Promise.race([mine.db, mine.blocked]).catch(error => {
      throw openingFailed(name, error)
    })
    if (ended) {
      db.close()
      throw ended
    }
    try {
      return db.transaction([...task.stores], task.mode, { durability: task.durability ?? 'default' })
    } catch (error) {
      forget(mine)
      throw error
    }
  }

  function current(): Opening {
    if (ended) throw ended
    opening ??= open()
    return opening
  }

  return {
    async run(task) {
      try {
        // Nothing has begun when the browser turns out to have closed the connection: opening again repeats nothing.
        const tx = await begin(task).catch(error => {
          if (isClosed(error)) return begin(task)
          throw error
        })
        return await finish(tx, task.work)
      } catch (error) {
        throw toStoreError(error, isClosed(error) ? 'closed' : 'aborted', task.what)
      }
    },
    close() {
      ended ??= new StoreError('closed', `The store ${name} was closed`)
      opening?.db.then(
        db => db.close(),
        () => {}, // There is nothing to close then.
      )
      opening = undefined
    },
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError'
}

function openingFailed(name: string, error: unknown): StoreError {
  if (error instanceof DOMException && error.name === 'VersionError') {
    const message = `The database ${name} was written by a newer version of this extension`
    return new StoreError('unavailable', message, { cause: error })
  }
  return toStoreError(error, 'unavailable', `Opening the database ${name}`)
}
