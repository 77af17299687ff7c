import * as Y from 'yjs'
import { checkForeignUpdate } from '../../extension/cart/foreign-update.ts'
import { limits } from '../../extension/limits.ts'
import { type Coverage, coverageOf, coverageOfDoc, isNothing, minus } from './coverage.ts'
import type { LeftOut } from './protocol.ts'
import { type Piece, splitUpdate, UpdateCutter } from './split-update.ts'

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
  #coverage: { readonly revision: number; readonly coverage: Coverage } | undefined

  /** `listener` gets every update that changed something, in pieces of at most `limits.updateBytes`. */
  constructor(listener: ReplicaListener) {
    this.#listener = listener
    this.#doc.on('update', (update: Uint8Array, origin: Origin) => {
      this.#revision += 1
      if (update.length <= limits.updateBytes) listener(update, origin)
      else this.#give(splitUpdate(update, limits.updateBytes), origin)
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

  /** Whether the whole document is over `limits.cartBytes`. */
  get isTooLarge(): boolean {
    if (this.#atMostBytes > limits.cartBytes) this.#measure()
    return this.#atMostBytes > limits.cartBytes
  }

  /**
   * Merges a Yjs v1 update and answers whether that was possible. One that is damaged, too large or too much for the cart
   * is left out as a whole and noted in `leftOut`. `isChecked`: it went through `checkForeignUpdate` already.
   */
  merge(update: Uint8Array, origin: Origin, isChecked = false): boolean {
    // The background's own state may be larger than what it may take from others.
    if (origin !== 'background' && !this.#hasRoomFor(update)) {
      this.#leftOut = 'too-large'
      return false
    }
    try {
      // Read to the end before anything is applied: Yjs would keep the part before the damage.
      if (origin === 'background') Y.decodeUpdate(update)
      else if (!isChecked) checkForeignUpdate(update)
      this.#atMostBytes += update.length
      this.#isMeasured = false
      this.#apply(update, origin)
      return true
    } catch (error) {
      console.warn(`An update from the ${origin} was dropped: ${error}`)
      this.#leftOut = 'unreadable'
      return false
    }
  }

  #apply(update: Uint8Array, origin: Origin): void {
    const { pendingStructs, pendingDs } = this.#doc.store
    Y.applyUpdate(this.#doc, update, origin)
    // What Yjs keeps aside it tells nobody of.
    const { store } = this.#doc
    if (store.pendingStructs !== pendingStructs || store.pendingDs !== pendingDs) this.#revision += 1
  }

  /** Measures only when the sum of all updates is too large: most of what others give is known already. */
  #hasRoomFor({ length }: Uint8Array): boolean {
    if (length > limits.updateBytes) return false
    if (this.#atMostBytes + length > limits.cartBytes) this.#measure()
    return this.#atMostBytes + length <= limits.cartBytes
  }

  #measure(): void {
    if (this.#isMeasured) return
    this.#atMostBytes = this.state().length
    this.#isMeasured = true
  }

  /** Merges the background's whole state and hands the listener what it lacks, as from the mailbox. */
  mergeWhole(state: Uint8Array): void {
    const before = this.coverage()
    if (!this.merge(state, 'background')) return
    const lacks = minus(before, coverageOf(Y.decodeUpdate(state)))
    if (!isNothing(lacks)) this.#give(splitUpdate(this.state(), limits.updateBytes, lacks), 'mailbox')
  }

  #give(pieces: readonly Piece[], origin: Origin): void {
    for (const { update } of pieces) {
      if (update.length <= limits.updateBytes) this.#listener(update, origin)
      else this.#leftOut = 'too-large'
    }
  }

  /** The whole document as one Yjs v1 update. */
  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc)
  }

  snapshot(): Y.Snapshot {
    return Y.snapshot(this.#doc)
  }

  /** What the document has, with what Yjs keeps aside until it has what that builds on. */
  coverage(): Coverage {
    if (this.#coverage?.revision !== this.#revision) {
      this.#coverage = { revision: this.#revision, coverage: coverageOfDoc(this.#doc) }
    }
    return this.#coverage.coverage
  }

  /** What is `wanted` of the document, to be cut into updates. */
  cut(wanted: Coverage): UpdateCutter {
    const from = new Map<number, number>()
    for (const [client, ranges] of this.coverage().structs) {
      from.set(client, wanted.structs.get(client)?.[0] ?? ranges.at(-1) ?? 0)
    }
    const update = Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(from))
    return new UpdateCutter(Y.decodeUpdate(update), wanted)
  }

  /** The Yjs client ids under which entries stand in this array of the document. */
  clientsIn(array: string): Set<number> {
    const clients = new Set<number>()
    for (let item = this.#doc.share.get(array)?._start ?? null; item; item = item.right) {
      clients.add(item.id.client)
    }
    return clients
  }

  /** Whether nothing that was merged waits for what it builds on. */
  get isComplete(): boolean {
    const { pendingStructs, pendingDs } = this.#doc.store
    return pendingStructs === null && pendingDs === null
  }

  get isEmpty(): boolean {
    return this.#doc.store.clients.size === 0
  }

  destroy(): void {
    this.#doc.destroy()
  }
}
