import { vi } from 'vitest'

/** The parts of fake-indexeddb's transaction that a fault needs; a real browser fails at the same places. */
interface Internals {
  _requests: { request: IDBRequest; operation: () => unknown }[]
  _abort(errorName: string | null): void
}

/**
 * What happens at the next write to an object store. `request`: the request fails, as when a quota is checked at
 * the write. `commit`: every request succeeds and the transaction is aborted after all, as when the disk turns out to
 * be full; no request hears of it. A null error is an abort without a reason.
 */
export interface Fault {
  readonly at: 'request' | 'commit'
  readonly error: string | null
}

/** Makes the next `add` or `put` to one object store fail; everything after it works again. */
export function failNextWrite(method: 'add' | 'put', storeName: string, fault: Fault): void {
  const prototype: IDBObjectStore = IDBObjectStore.prototype
  const original = prototype[method]
  const spy = vi.spyOn(prototype, method).mockImplementation(function (this: IDBObjectStore, value, key) {
    const request = key === undefined ? original.call(this, value) : original.call(this, value, key)
    if (this.name !== storeName) return request
    spy.mockRestore()
    inject(this.transaction as unknown as Internals, request, fault)
    return request
  })
}

function inject(tx: Internals, request: IDBRequest, { at, error }: Fault): void {
  if (at === 'commit') {
    request.addEventListener('success', () => tx._abort(error))
    return
  }
  const queued = tx._requests.find(entry => entry.request === request)
  if (!queued) throw new Error('The request is not in the queue of its transaction')
  queued.operation = () => {
    throw new DOMException('There is no room', error ?? 'AbortError')
  }
}

/** The connections that a store uses from now on, newest last. */
export function watchConnections(): readonly IDBDatabase[] {
  const seen: IDBDatabase[] = []
  const original = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    if (!seen.includes(this)) seen.push(this)
    return original.apply(this, args)
  })
  return seen
}
