import type { CartKeys } from '../../../extension/invite/keys.ts'
import type { CartSigner } from '../cart-signer.ts'
import type { Clock } from '../environment.ts'
import type { Replica } from '../replica.ts'
import type { SnapshotEvent } from './relay-shelf.ts'
import { writeSlot } from './slot.ts'

export interface SnapshotsOptions {
  readonly slot: string
  readonly keys: CartKeys
  readonly signer: CartSigner
  readonly replica: Replica
  readonly clock: Clock
}

/** Makes this device's snapshots: one event for one revision, however many relays it goes to. */
export class Snapshots {
  readonly #options: SnapshotsOptions
  #newestCreatedAt = 0
  #last: { revision: number; createdAt: number; event: Promise<SnapshotEvent> } | undefined

  constructor(options: SnapshotsOptions) {
    this.#options = options
  }

  /** A relay has an event in this device's slot: a later one must have a later time, or relays would keep that one. */
  saw(createdAt: number): void {
    this.#newestCreatedAt = Math.max(this.#newestCreatedAt, createdAt)
  }

  /** Rejects with an EnvelopeError `too-large` when the cart does not fit in one event. */
  newest(): Promise<SnapshotEvent> {
    const { revision } = this.#options.replica
    const last = this.#last
    if (last && last.revision === revision && last.createdAt >= this.#newestCreatedAt) return last.event
    const createdAt = Math.max(Math.floor(this.#options.clock.now() / 1000), this.#newestCreatedAt + 1)
    this.#newestCreatedAt = createdAt
    const event = this.#make(revision, createdAt)
    this.#last = { revision, createdAt, event }
    return event
  }

  async #make(revision: number, createdAt: number): Promise<SnapshotEvent> {
    const { replica, slot, keys, signer } = this.#options
    const update = replica.state()
    const event = await writeSlot({ slot, update, createdAt }, keys.contentKey, signer)
    return { event, update, revision }
  }
}
