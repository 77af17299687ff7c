import { unwrap } from 'idb'
import type { Tx } from './schema.ts'

/**
 * Runs `work` in the transaction and resolves to its result after the `complete` event: only then is it kept. Rejects
 * with the browser's reason after `abort`, when nothing was. `work` may wait for the transaction's requests and for
 * nothing else; if it throws, the transaction is aborted and the call rejects with what it threw.
 */
export async function finish<T, Mode extends IDBTransactionMode>(
  tx: Tx<Mode>,
  work: (tx: Tx<Mode>) => Promise<T>,
): Promise<T> {
  const [result, end] = await Promise.allSettled([attempt(tx, work), ended(tx)])
  if (result.status === 'rejected') {
    throw end.status === 'rejected' && end.reason !== undefined ? end.reason : result.reason
  }
  if (end.status === 'rejected')
    throw end.reason ?? new DOMException('The transaction was aborted', 'AbortError')
  return result.value
}

async function attempt<T, Mode extends IDBTransactionMode>(
  tx: Tx<Mode>,
  work: (tx: Tx<Mode>) => Promise<T>,
): Promise<T> {
  try {
    return await work(tx)
  } catch (error) {
    abort(tx)
    throw error
  }
}

/** Nothing to do for a transaction that the browser has aborted already. */
function abort(tx: Tx<IDBTransactionMode>): void {
  try {
    tx.abort()
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error
  }
}

/**
 * Resolves at `complete`, rejects at `abort` with the transaction's error, or undefined if it has none. idb's own
 * `done` settles at the `error` event before, when the transaction does not have its error yet, and so loses
 * QuotaExceededError; running out of room may also abort a transaction without any request failing.
 */
function ended(tx: Tx<IDBTransactionMode>): Promise<void> {
  tx.done.catch(() => {})
  const raw = unwrap(tx)
  let failure: DOMException | undefined
  return new Promise((resolve, reject) => {
    raw.addEventListener('complete', () => resolve())
    raw.addEventListener('error', ({ target }) => {
      failure ??= (target as IDBRequest | null)?.error ?? undefined
    })
    raw.addEventListener('abort', () => reject(raw.error ?? failure))
  })
}
