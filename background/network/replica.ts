import * as Y from 'yjs'
import { limits } from '../../extension/limits.ts'
import { covers } from './coverage.ts'

/** Who gave an update: the background of this device, a peer, or the mailbox. */
export type Origin = 'background' | 'peers' | 'mailbox'

export type ReplicaListener = (update: Uint8Array, origin: Origin) => void

/** Why something from another device was left out, in plain words. */
const dropped = {
  tooLarge: 'A change from another device is too large and was left out.',
  unreadable: 'A change from another device could not be read and was left out.',
} as const

/** A cart document that authors nothing: it only merges and passes on. */
export class Replica {
  readonly #doc = new Y.Doc()
  readonly #listener: ReplicaListener
  #revision = 0
  #problem: string | undefined

  /** `listener` gets every update that changed something, never larger than `limits.updateBytes`. */
  constructor(listener: ReplicaListener) {
    this.#listener = listener
    this.#doc.on('update', (update: Uint8Array, origin: Origin) => {
      this.#revision += 1
      if (update.length <= limits.updateBytes) listener(update, origin)
      else this.#problem = dropped.tooLarge
    })
  }

  /** Goes up whenever the contents change. */
  get revision(): number {
    return this.#revision
  }

  /** What was left out last, if anything was. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** Merges a Yjs v1 update. One that is too large or damaged is left out as a whole and noted in `problem`. */
  merge(update: Uint8Array, origin: Origin): void {
    // The background's own state may be larger than what it may take from others.
    if (origin !== 'background' && update.length > limits.updateBytes) {
      this.#problem = dropped.tooLarge
      return
    }
    try {
      // Read to the end before anything is applied: Yjs would keep the part before the damage.
      Y.decodeUpdate(update)
      Y.applyUpdate(this.#doc, update, origin)
    } catch (error) {
      console.warn(`An update from the ${origin} was dropped: ${error}`)
      this.#problem = dropped.unreadable
    }
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
    else this.#problem = dropped.tooLarge
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
