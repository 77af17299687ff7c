import * as Y from 'yjs'
import type { CartId } from '../../extension/cart/cart-id.ts'
import { type CartIndex, createCartIndex } from '../../extension/cart/cart-index.ts'
import type { DeviceId, LineKey } from '../../extension/cart/cart-view.ts'
import { documentDigest } from '../../extension/cart/document-digest.ts'
import { checkForeignUpdate } from '../../extension/cart/foreign-update.ts'
import { repair } from '../../extension/cart/operations/repair.ts'
import { type LineProduct, lineProduct } from '../../extension/cart/removed-line.ts'
import type { Replica } from '../../extension/cart/replica.ts'
import { limits } from '../../extension/limits.ts'
import { UserError } from '../../extension/user-error.ts'
import type { CartStore, LogSize } from '../store/cart-store.ts'
import type { StoreProblem } from '../store/store-error.ts'
import { createAuthor } from './author.ts'
import type { ClientIds } from './client-ids.ts'
import { loadRemovedProducts, type RemovedProducts } from './removed-products.ts'
import { createRescue } from './rescue.ts'
import { createSaver } from './saver.ts'

/** A cart in memory: the one place where its document is changed. */
export interface OpenCart {
  readonly id: CartId
  readonly index: CartIndex
  /**
   * Applies one operation of `extension/cart/operations` and resolves to its result when it is on disk. Rejects with
   * UserError `not-saved` when it is not: the change is in the cart all the same, and is written as soon as it can be.
   */
  change<T>(operation: (replica: Replica) => T): Promise<T>
  /** Merges a change from another device. One that is too large or unreadable is reported and dropped. */
  receive(update: Uint8Array): void
  /** The whole document as one Yjs v1 update that may be sent to other devices. */
  state(): Promise<Uint8Array>
  /** Stands for all that the document holds now (`documentDigest`). */
  digest(): Promise<string>
  /** Why the newest change is not on disk. */
  unsaved(): StoreProblem | undefined
  saveAgain(): Promise<void>
  /** The network found that nobody else writes as this device: the client id of earlier sessions is taken again. */
  claim(): Promise<void>
  /** Another profile writes as this device: this one goes on under a client id that nobody has, from this very moment. */
  renounce(): void
  /** Ends it, when what is being written is written. */
  close(): Promise<void>
}

export interface OpenCartDeps {
  readonly store: CartStore
  readonly clientIds: ClientIds
  /** Whether other devices may have the cart. */
  readonly isShared: boolean
  device(): DeviceId
  /** This device's own changes that are on disk now, and may therefore be sent. */
  onSaved(updates: readonly Uint8Array[]): void
  /** `unsaved()` changed. */
  onUnsaved(): void
}

/** The transaction origin of what other devices changed. */
const remote = Symbol('remote')

/** Logs past either size are folded into the snapshot. */
const compactAt = { updates: 64, bytes: 64 * 1024 }

function applyStored(doc: Y.Doc, updates: readonly Uint8Array[]): number {
  let damaged = 0
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update)
    } catch (error) {
      damaged += 1
      console.error('A stored change could not be read and was passed over:', error)
    }
  }
  return damaged
}

/** What of the cart is on disk, as one Yjs v1 update. */
async function stateOnDisk(store: CartStore, cart: CartId): Promise<Uint8Array> {
  const doc = new Y.Doc()
  applyStored(doc, (await store.load(cart)).updates)
  return Y.encodeStateAsUpdate(doc)
}

/** Remembers what each line's product was, so that it is still known when the line is gone. */
function watchProducts(
  index: CartIndex,
  removed: RemovedProducts,
): (key: LineKey) => LineProduct | undefined {
  const known = new Map<LineKey, LineProduct>()
  const learn = (key: LineKey): LineProduct | undefined => {
    const line = index.line(key)
    const before = known.get(key)
    if (line) known.set(key, lineProduct(line))
    else known.delete(key)
    return line ? undefined : before
  }
  for (const key of index.keys()) learn(key)
  index.onChange(keys => {
    const gone = new Map<LineKey, LineProduct>()
    for (const key of keys) {
      const product = learn(key)
      if (product) gone.set(key, product)
    }
    if (gone.size > 0) removed.remember(gone)
  })
  return key => known.get(key) ?? removed.of(key)
}

/** Loads a cart from disk. Rejects with a StoreError when the store cannot be read. */
export async function openCart(id: CartId, deps: OpenCartDeps): Promise<OpenCart> {
  const { store, clientIds, isShared, device } = deps
  const doc = new Y.Doc()
  const rescue = createRescue(id)
  const [stored, kept, removed] = await Promise.all([store.load(id), rescue.kept(), loadRemovedProducts(id)])
  const unreadable = applyStored(doc, stored.updates) + applyStored(doc, kept)
  const author = await createAuthor(doc, {
    cart: id,
    ids: clientIds,
    stored: stored.author,
    damaged: stored.damaged + unreadable > 0,
    isShared,
    device,
  })

  const own = new WeakSet<Uint8Array>()
  const saver = createSaver({
    store,
    cart: id,
    rescue,
    hasRescued: kept.length > 0,
    onSaved(updates, log) {
      deps.onSaved(updates.filter(update => own.has(update)))
      compactWhenLarge(log)
    },
    onProblem: deps.onUnsaved,
  })

  let compacting = false
  function compactWhenLarge(log: LogSize): void {
    if (compacting || (log.updates < compactAt.updates && log.bytes < compactAt.bytes)) return
    compacting = true
    store
      .compact(id, Y.encodeStateAsUpdate(doc))
      .catch(error => console.error('The log could not be folded into the snapshot yet:', error))
      .finally(() => {
        compacting = false
      })
  }

  let lastSave: Promise<void> = Promise.resolve()
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === remote) lastSave = saver.save(update, 'relaxed')
    else {
      own.add(update)
      lastSave = saver.save(update, 'strict', author.mark())
    }
    // Whoever waits for this save is told through `change`; everyone else through `unsaved()`.
    lastSave.catch(() => {})
  })
  for (const update of kept) {
    own.add(update)
    saver.save(update, 'strict', author.mark()).catch(() => {})
  }

  const index = createCartIndex(doc)
  const replica: Replica = {
    doc,
    get device() {
      return device()
    },
    now: Date.now,
  }
  const productOf = watchProducts(index, removed)
  repair(replica, productOf, index.withoutProduct())

  return {
    id,
    index,
    async change(operation) {
      const result = operation(replica)
      await lastSave.catch(error => {
        throw new UserError('not-saved', error instanceof Error ? error.message : String(error))
      })
      return result
    },
    receive(update) {
      if (update.byteLength > limits.updateBytes) {
        console.error(
          `A change of ${update.byteLength} bytes from another device is too large and was dropped`,
        )
        return
      }
      try {
        checkForeignUpdate(update)
        author.merge(() => Y.applyUpdate(doc, update, remote))
      } catch (error) {
        console.error('A change from another device could not be read and was dropped:', error)
      }
      repair(replica, productOf, index.withoutProduct())
    },
    async state() {
      // No change may come between the last look and the encoding: it would be sent before it is on disk.
      do {
        await saver.settled()
        if (saver.problem() && !(await clientIds.forget(id, doc.clientID))) return stateOnDisk(store, id)
      } while (saver.isWriting())
      return Y.encodeStateAsUpdate(doc)
    },
    digest: () => documentDigest(Y.snapshot(doc)),
    unsaved: () => saver.problem(),
    saveAgain: () => saver.saveNow(),
    claim: () => author.claim(),
    renounce: () => author.renounce(),
    async close() {
      index.destroy()
      await saver.settled()
      doc.destroy()
    },
  }
}
