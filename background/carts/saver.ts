import type { CartId } from '../../extension/cart/cart-id.ts'
import type { CartStore, Durability, LogSize, StoredAuthor } from '../store/cart-store.ts'
import { StoreError, type StoreProblem } from '../store/store-error.ts'
import type { Rescue } from './rescue.ts'

/** Writes a cart's updates to disk, in order, and keeps what could not be written until it could. */
export interface Saver {
  /** Resolves when the update is on disk, and `author` with it. Rejects when the first try failed: it is kept and tried again all the same. */
  save(update: Uint8Array, durability: Durability, author?: StoredAuthor): Promise<void>
  /** Tries at once to write what is waiting. Rejects if it fails again. */
  saveNow(): Promise<void>
  /** Resolves when nothing is being written: all is on disk, or the last try failed. */
  settled(): Promise<void>
  /** Whether something is being written right now. */
  isWriting(): boolean
  /** Why the newest changes are not on disk, or undefined when all are. */
  problem(): StoreProblem | undefined
}

export interface SaverDeps {
  readonly store: Pick<CartStore, 'append'>
  readonly cart: CartId
  readonly rescue: Rescue
  /** Whether the rescue holds something from before this start. */
  readonly hasRescued: boolean
  /** These updates are on disk now; `log` is how much waits for compaction. */
  onSaved(updates: readonly Uint8Array[], log: LogSize): void
  /** `problem()` changed. */
  onProblem(): void
}

interface Waiting {
  readonly update: Uint8Array
  readonly durability: Durability
  readonly author: StoredAuthor | undefined
  settle(error?: unknown): void
}

const firstRetryMs = 2_000
const lastRetryMs = 60_000

/*
 * idle --save--> writing --complete--> idle, or writing what came meanwhile
 *                writing --failed--> waiting (2 s, doubling to 60 s) --timer, save or saveNow--> writing
 * Everything that waits goes into one transaction, in order: on disk an update never stands before one that it
 * builds on, which a reused Yjs client id relies on.
 */
export function createSaver({ store, cart, rescue, hasRescued, onSaved, onProblem }: SaverDeps): Saver {
  let queue: Waiting[] = []
  let writing: Promise<void> | undefined
  let problem: StoreProblem | undefined
  let rescued = hasRescued
  let retryMs = firstRetryMs
  let timer: ReturnType<typeof setTimeout> | undefined

  function setProblem(next: StoreProblem | undefined): void {
    if (next === problem) return
    problem = next
    onProblem()
  }

  async function write(): Promise<void> {
    clearTimeout(timer)
    const batch = [...queue]
    if (batch.length === 0) return
    const updates = batch.map(({ update }) => update)
    const durability = batch.some(waiting => waiting.durability === 'strict') ? 'strict' : 'relaxed'
    const author = batch.findLast(waiting => waiting.author)?.author
    let log: LogSize
    try {
      log = await store.append(cart, updates, durability, author)
    } catch (error) {
      await fail(batch, error)
      return
    }
    queue = queue.slice(batch.length)
    await succeed(batch, updates, log)
  }

  async function succeed(
    batch: readonly Waiting[],
    updates: readonly Uint8Array[],
    log: LogSize,
  ): Promise<void> {
    retryMs = firstRetryMs
    if (rescued && queue.length === 0) {
      await rescue.clear()
      rescued = false
    }
    setProblem(undefined)
    for (const { settle } of batch) settle()
    try {
      onSaved(updates, log)
    } catch (error) {
      // They are on disk: whoever could not take them is given all when it next asks.
      console.error('Saved changes could not be passed on:', error)
    }
  }

  async function fail(batch: readonly Waiting[], error: unknown): Promise<void> {
    setProblem(error instanceof StoreError ? error.reason : 'aborted')
    timer = setTimeout(flush, retryMs)
    retryMs = Math.min(retryMs * 2, lastRetryMs)
    rescued = true
    await rescue.keep(queue.map(({ update }) => update))
    for (const { settle } of batch) settle(error)
  }

  /** One write at a time; a write that succeeded is followed by what came meanwhile. */
  function flush(): Promise<void> {
    writing ??= write().finally(() => {
      writing = undefined
      if (queue.length > 0 && !problem) void flush()
    })
    return writing
  }

  return {
    save(update, durability, author) {
      return new Promise((resolve, reject) => {
        const settle = (error?: unknown): void => (error === undefined ? resolve() : reject(error))
        queue.push({ update, durability, author, settle })
        void flush()
      })
    },
    async saveNow() {
      while (queue.length > 0) {
        await flush()
        if (problem) throw new StoreError(problem, 'The waiting changes could not be written')
      }
    },
    async settled() {
      while (writing) await writing
    },
    isWriting: () => writing !== undefined,
    problem: () => problem,
  }
}
