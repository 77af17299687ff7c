import * as Y from 'yjs'
import { checkForeignUpdate } from '../../extension/cart/foreign-update.ts'
import { limits } from '../../extension/limits.ts'
import { covers } from './coverage.ts'
import type { LeftOut } from './protocol.ts'

/** Who gave an update: the background of this device, a peer, or the mailbox. */
export type Origin = 'background' | 'peers' | 'mailbox'

export type ReplicaListener = (update: Uint8Array, origin: Origin) => void

/** A cart document that authors nothing: it only merges and passes on. */
export class Replica {
  readonly #doc = new Y.Doc()
  readonly #listener: ReplicaListener
  #revision = 0
  #leftOut: LeftOut | undefined
  /** No less than the bytes of the whole state, and whether it is just that. */
  #atMostBytes = 0
  #isMeasured = true

  /** `listener` gets every update that changed something, never larger than `limits.updateBytes`. */
  constructor(listener: ReplicaListener) {
    this.#listener = listener
    this.#doc.on('update', (update: Uint8Array, origin: Origin) => {
      this.#revision += 1
      if (update.length <= limits.updateBytes) listener(update, origin)
      else this.#leftOut = 'too-large'
    })
  }

  /** Goes up whenever the contents change. */
  get revision(): number {
    return this.#revision
  }

  /** What was left out last, if anything was. */
  get leftOut(): LeftOut | undefined {
    return this.#leftOut
  }

  /**
   * Merges a Yjs v1 update and answers whether that was possible. One that is damaged, too large or too much for the cart
   * is left out as a whole and noted in `leftOut`.
   */
  merge(update: Uint8Array, origin: Origin): boolean {
    // The background's own state may be larger than what it may take from others.
    if (origin !== 'background' && !this.#hasRoomFor(update)) {
      this.#leftOut = 'too-large'
      return false
    }
    try {
      // Read to the end before anything is applied: Yjs would keep the part before the damage.
      if (origin === 'background') Y.decodeUpdate(update)
      else checkForeignUpdate(update)
      this.#atMostBytes += update.length
      this.#isMeasured = false
      Y.applyUpdate(this.#doc, update, origin)
      return true
    } catch (error) {
      console.warn(`An update from the ${origin} was dropped: ${error}`)
      this.#leftOut = 'unreadable'
      return false
    }
  }

  /** Measures only when the sum of all updates is too large: most of what a snapshot holds is known already. */
  #hasRoomFor({ length }: Uint8Array): boolean {
    if (length > limits.updateBytes) return false
    if (this.#atMostBytes + length > limits.cartBytes && !this.#isMeasured) {
      this.#atMostBytes = this.state().length
      this.#isMeasured = true
    }
    return this.#atMostBytes + length <= limits.cartBytes
  }

  /** Merges the background's whole state and hands the listener what it lacks, as from the mailbox. */
  mergeWhole(state: Uint8Array): void {
    const before = Y.snapshot(this.#doc)
    this.merge(state, 'background')
    const theirs = new Y.Doc()
    try {
      Y.applyUpdate(theirs, state)
      if (covers(Y.snapshot(theirs), before)) return
      this.#give(Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(theirs)))
    } catch (error) {
      console.warn(`The background gave a state that cannot be read: ${error}`)
    } finally {
      theirs.destroy()
    }
  }

  #give(update: Uint8Array): void {
    if (update.length <= limits.updateBytes) this.#listener(update, 'mailbox')
    else this.#leftOut = 'too-large'
  }

  /** The whole document as one Yjs v1 update. */
  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc)
  }

  snapshot(): Y.Snapshot {
    return Y.snapshot(this.#doc)
  }

  get isEmpty(): boolean {
    return this.#doc.store.clients.size === 0
  }

  destroy(): void {
    this.#doc.destroy()
  }
}
