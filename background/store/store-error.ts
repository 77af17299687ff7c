/**
 * Why the store kept nothing of a call. `full`: no room on the disk, or over the browser's quota. `aborted`: the
 * browser gave up the transaction. `closed`: this store was closed, or its database was deleted under it.
 * `unavailable`: the database could not be opened.
 */
export type StoreProblem = 'full' | 'aborted' | 'closed' | 'unavailable'

/** A store call of which nothing was kept. `cause` is the browser's own error, where there is one. */
export class StoreError extends Error {
  override name = 'StoreError' as const
  readonly reason: StoreProblem

  constructor(reason: StoreProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/**
 * What a failed call rejects with. `reason` applies unless the error itself says that there is no more room;
 * `what` is what failed, as in "Appending 3 updates to cart x".
 */
export function toStoreError(error: unknown, reason: StoreProblem, what: string): StoreError {
  if (error instanceof StoreError) return error
  const { name, message } = describe(error)
  const actual = name === 'QuotaExceededError' ? 'full' : reason
  return new StoreError(actual, `${what} failed: ${name}${message && `: ${message}`}`, { cause: error })
}

/** `instanceof Error` is not enough: a DOMException is none in every place this runs. */
function describe(error: unknown): { name: string; message: string } {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error) }
  const { name, message } = error as { name?: unknown; message?: unknown }
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
  }
}
