import type { Event } from 'nostr-tools/pure'
import { covers, minus, union } from '../coverage.ts'
import type { Clock } from '../environment.ts'
import { gzip } from '../gzip.ts'
import type { Replica } from '../replica.ts'
import { generationToFill, partsToReplace } from './compaction.ts'
import type { Drafts } from './drafts.ts'
import type { OwnSlots } from './own-slots.ts'
import type { RelayShelf } from './relay-shelf.ts'
import { isLasting, isLeftBehind, type ShelvedSlot } from './shelved-slot.ts'
import type { SlotEvents } from './slot-events.ts'
import { isTooFarAhead } from './slot-times.ts'
import { type NoWrite, planWrite } from './write-plan.ts'

export interface RelayTasksOptions {
  readonly shelf: RelayShelf
  readonly device: string
  readonly own: OwnSlots
  readonly events: SlotEvents
  readonly drafts: Drafts
  readonly replica: Replica
  readonly clock: Clock
  /** Bytes of a packed update that fit in one event on this relay. */
  packedBytes(): number
  /** Seconds since 1970, by the clock this relay goes by. */
  now(): number
}

/** An event for a relay, and what it brings. `more`: about how many are needed after it. */
export type TaskEvent =
  | { readonly kind: 'slot'; readonly event: Event; readonly shelved: ShelvedSlot; readonly more: number }
  | { readonly kind: 'deletion'; readonly event: Event; readonly slots: readonly ShelvedSlot[] }

/** Something to do on a relay. `prepare` is called once there is leave to write. */
export interface Task {
  prepare(): Promise<TaskEvent | NoWrite>
}

/** More slots are deleted with the next event. */
const mostDeletions = 100

/** Finds out what is to be done next on one relay. Nothing is planned ahead: all follows from what the relay has. */
export class RelayTasks {
  readonly #options: RelayTasksOptions
  /** Ids of events that the relay was told to delete once: if it still gives them, it keeps them. */
  readonly #deleted = new Set<string>()
  #packedCart: { readonly parts: string; readonly bytes: number } | undefined

  constructor(options: RelayTasksOptions) {
    this.#options = options
  }

  /** Whether this device's parts are being replaced by those of another generation. */
  get isCompacting(): boolean {
    const { own } = this.#options
    const generations = this.#parts().map(({ slot }) => {
      const found = own.find(slot)
      return found?.kind === 'part' && found.generation
    })
    return new Set(generations).size > 1
  }

  /** What the relay lacks first, then what it has too much. `mayTidy`: whether there is leave for what is least urgent. */
  async next(mayTidy: boolean): Promise<Task | undefined> {
    const outgoing = await this.#outgoing()
    const kept = this.#kept(outgoing)
    if (!this.#holdAll(kept)) return { prepare: () => this.#fill(outgoing) }
    if (outgoing.length > 0) return this.#deletion(outgoing)
    const leftBehind = mayTidy ? this.#leftBehind() : []
    return leftBehind.length > 0 ? this.#deletion(leftBehind) : undefined
  }

  /** This relay was told to delete these, or refused to. */
  deleted(slots: readonly ShelvedSlot[]): void {
    for (const { id } of slots) this.#deleted.add(id)
  }

  async #fill(outgoing: readonly ShelvedSlot[]): Promise<TaskEvent | NoWrite> {
    const { shelf, own, events, drafts, replica, device, packedBytes, now } = this.#options
    const write = await planWrite({
      state: replica.coverage(),
      drafts,
      own,
      times: events.times,
      kept: this.#kept(outgoing),
      taken: new Set(shelf.slots.map(({ slot }) => slot)),
      generation: generationToFill(this.#parts(), outgoing, own),
      ownClients: replica.clientsIn(`d:${device}`),
      packedBytes: packedBytes(),
      now: now(),
    })
    if (typeof write === 'string') return write
    const made = await events.make(write, now())
    return made ? { kind: 'slot', ...made, more: write.more } : 'no-slot'
  }

  #deletion(slots: readonly ShelvedSlot[]): Task {
    const some = slots.slice(0, mostDeletions)
    return {
      prepare: async () => ({ kind: 'deletion', event: this.#options.events.deletion(some), slots: some }),
    }
  }

  async #outgoing(): Promise<ShelvedSlot[]> {
    const { own, packedBytes, clock } = this.#options
    const parts = this.#parts()
    const packedCart = (): Promise<number> => this.#measureCart(parts)
    return partsToReplace({ parts, own, packedBytes: packedBytes(), now: clock.now(), packedCart })
  }

  /** Measured anew only when this device has other parts there: packing a large cart takes a while. */
  async #measureCart(parts: readonly ShelvedSlot[]): Promise<number> {
    const key = parts.map(({ id }) => id).join()
    if (this.#packedCart?.parts !== key) {
      const { length } = await gzip(this.#options.replica.state())
      this.#packedCart = { parts: key, bytes: length }
    }
    return this.#packedCart.bytes
  }

  /** This device's parts, of those that can be deleted. */
  #parts(): ShelvedSlot[] {
    const { shelf, own } = this.#options
    return shelf.slots.filter(slot => own.find(slot.slot)?.kind === 'part' && this.#isDeletable(slot))
  }

  /** Whether a deletion of just that time would be taken, and has not been in vain. */
  #isDeletable({ id, createdAt }: ShelvedSlot): boolean {
    return !this.#deleted.has(id) && !isTooFarAhead(createdAt, this.#options.now())
  }

  /**
   * What the relay is to go on having. What `outgoing` holds must be in this device's own slots before they go: others may
   * have left it out of theirs because of these, and nobody else might write it again.
   */
  #kept(outgoing: readonly ShelvedSlot[]): ShelvedSlot[] {
    const { shelf, clock, own } = this.#options
    const gone = new Set(outgoing)
    const kept = shelf.slots.filter(slot => isLasting(slot, clock.now()) && !gone.has(slot))
    if (outgoing.length === 0) return kept
    const held = union(outgoing.map(({ coverage }) => coverage))
    return kept.map(slot => (own.find(slot.slot) ? slot : { ...slot, coverage: minus(slot.coverage, held) }))
  }

  #holdAll(kept: readonly ShelvedSlot[]): boolean {
    const { replica } = this.#options
    return covers(union(kept.map(({ coverage }) => coverage)), replica.coverage())
  }

  /** Slots of other devices that nobody renewed for long. What they hold counts as missing, so others have it by now. */
  #leftBehind(): ShelvedSlot[] {
    const { shelf, own, clock } = this.#options
    return shelf.slots.filter(slot => {
      return !own.find(slot.slot) && isLeftBehind(slot, clock.now()) && this.#isDeletable(slot)
    })
  }
}
