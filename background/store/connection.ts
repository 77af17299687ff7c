import { type Opening, openDatabase } from './opening.ts'
import { type Migration, migrations, type StoreName, type Tx } from './schema.ts'
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

/*
 * none --run--> opening --success--> open --versionchange or close event--> none
 *               opening --failed--> none      open --the database was deleted, or close()--> ended, for good
 *               opening --blocked--> calls reject until the older version lets go, then open
 */
export function connect(name: string, steps: readonly Migration[] = migrations): Connection {
  let opening: Opening | undefined
  let openedBefore = false
  let ended: StoreError | undefined

  function current(): Opening {
    if (ended) throw ended
    if (opening) return opening
    const mine = openDatabase(name, steps, {
      created: () => openedBefore && endDeleted(),
      deleted: endDeleted,
      lost: () => forget(mine),
    })
    opening = mine
    return mine
  }

  /** A store answers only from the database it began with: on an empty one its updates would mean nothing. */
  function endDeleted(): void {
    ended ??= new StoreError('closed', `The database ${name} was deleted while it was in use`)
  }

  function forget(which: Opening): void {
    if (opening === which) opening = undefined
  }

  async function begin<Mode extends IDBTransactionMode, T>(task: Task<Mode, T>): Promise<Tx<Mode>> {
    const mine = current()
    const db = await mine.ready()
    openedBefore = true
    if (ended) {
      mine.close()
      throw ended
    }
    try {
      return db.transaction([...task.stores], task.mode, { durability: task.durability ?? 'default' })
    } catch (error) {
      forget(mine)
      throw error
    }
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
      opening?.close()
      opening = undefined
    },
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError'
}
