import type { Event } from 'nostr-tools/pure'
import * as Y from 'yjs'
import type { CartKeys } from '../../../extension/invite/keys.ts'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import { coverageOf } from '../coverage.ts'
import { type ShelvedSlot, shelvedSlot } from './shelved-slot.ts'
import { writeSlot } from './slot.ts'
import { isTooFarAhead, SlotTimes } from './slot-times.ts'
import type { NextWrite } from './write-plan.ts'

/** Events that are kept to be written to other relays as well: 4 MB. */
const mostKept = 64

/** A slot ready to be written. */
export interface SlotEvent {
  readonly event: Event
  readonly shelved: ShelvedSlot
}

interface KeptEvent {
  readonly createdAt: number
  /** Two relays may ask for it while it is being made. */
  readonly made: Promise<SlotEvent>
}

export interface SlotEventsOptions {
  readonly device: string
  readonly session: string
  readonly keys: CartKeys
  readonly signer: CartSigner
  onMade(slot: ShelvedSlot): void
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return new Uint8Array(hash).join()
}

/** Makes this device's events: the same one for all relays that lack the same. */
export class SlotEvents {
  readonly times = new SlotTimes()
  readonly #options: SlotEventsOptions
  /** By slot and content, oldest first. */
  readonly #kept = new Map<string, KeptEvent>()

  constructor(options: SlotEventsOptions) {
    this.#options = options
  }

  /** `now` in seconds, by the clock the relay goes by. Undefined when the slot's newest event is too far ahead of it. */
  async make(draft: NextWrite, now: number): Promise<SlotEvent | undefined> {
    const key = `${draft.slot} ${await digest(draft.update)}`
    const kept = this.#kept.get(key)
    if (kept && this.#isUsable(draft.slot, kept.createdAt, now)) return kept.made
    const createdAt = this.times.next(draft.slot, now)
    if (createdAt === undefined) return undefined
    this.times.saw(draft.slot, createdAt)
    const made = this.#make(draft, createdAt)
    this.#keep(key, { createdAt, made })
    return made
  }

  #isUsable(slot: string, createdAt: number, now: number): boolean {
    const isNewest = createdAt >= this.times.newest(slot)
    return isNewest && !isTooFarAhead(createdAt, now) && !isTooFarAhead(now, createdAt)
  }

  async #make({ slot, kind, update, packed }: NextWrite, createdAt: number): Promise<SlotEvent> {
    const { device, session, keys, signer } = this.#options
    const header = { kind, device, session }
    const event = await writeSlot({ slot, header, packed, createdAt }, keys.contentKey, signer)
    const shelved = shelvedSlot(event, { header, coverage: coverageOf(Y.decodeUpdate(update)) })
    this.#options.onMade(shelved)
    return { event, shelved }
  }

  #keep(key: string, kept: KeptEvent): void {
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) return
      this.#kept.delete(oldest)
    }
  }

  /**
   * The event that has a relay delete these slots (NIP-09). It deletes nothing newer than the newest of them, and nothing
   * may be written to them later that is not.
   */
  deletion(slots: readonly ShelvedSlot[]): Event {
    const { signer } = this.#options
    const createdAt = Math.max(...slots.map(slot => slot.createdAt))
    for (const { slot } of slots) this.times.saw(slot, createdAt)
    return signer.sign({
      kind: eventKinds.deletion,
      created_at: createdAt,
      tags: slots.map(({ slot }) => ['a', `${eventKinds.slot}:${signer.publicKey}:${slot}`]),
      content: '',
    })
  }
}

/** The slots that a deletion names, and until when (seconds since 1970) it deletes what they held. */
export function slotsDeletedBy({
  tags,
  created_at,
  pubkey,
}: Event): [slots: readonly string[], until: number] {
  const start = `${eventKinds.slot}:${pubkey}:`
  const slots = tags.flatMap(([name, address]) =>
    name === 'a' && address?.startsWith(start) ? [address.slice(start.length)] : [],
  )
  return [slots, created_at]
}
