import type { Event } from 'nostr-tools/pure'
import { isNothing, minus, withoutClients } from '../coverage.ts'
import { Confirmations } from './confirmations.ts'
import type { RelayShare } from './mailbox.ts'
import { RelayShelf } from './relay-shelf.ts'
import { RelayWriter, type RelayWriterOptions, tidyMs } from './relay-writer.ts'
import { type SlotSummary, shelvedSlot } from './shelved-slot.ts'
import { WaitingSlots } from './waiting-slots.ts'

/** What a relay lacks of this device's own is written this soon after it was read; what others wrote, at a random time up to `others`. */
const repairMs = { own: 1_000, others: 15_000 }

export interface RelaySlotsOptions extends Omit<RelayWriterOptions, 'shelf'> {
  /** The relay gave back an event that it had sent live. */
  onHeld(event: Event): void
}

/** The mailbox on one relay. */
export class RelaySlots {
  readonly shelf = new RelayShelf()
  readonly writer: RelayWriter
  readonly confirmations: Confirmations
  readonly #options: RelaySlotsOptions
  #waiting = new WaitingSlots()
  /** Events of the answer that is being read: how many came, and how many of them were read. */
  #reading = { arrived: 0, done: 0 }

  constructor(options: RelaySlotsOptions) {
    this.#options = options
    this.writer = new RelayWriter({ ...options, shelf: this.shelf })
    this.confirmations = new Confirmations(options.relay, options.onHeld)
  }

  get waiting(): WaitingSlots {
    return this.#waiting
  }

  get reading(): { arrived: number; done: number } {
    return this.#reading
  }

  /** What still waits, the relay was just asked for again. A new box, or its jobs would read too early for this answer. */
  asked(): void {
    this.#waiting.clear()
    this.#waiting = new WaitingSlots()
    this.#reading = { arrived: 0, done: 0 }
  }

  given(event: Event, summary: SlotSummary): void {
    this.shelf.given(shelvedSlot(event, summary))
  }

  /** Whether the relay is known to have this very event. */
  has(event: Event): boolean {
    return this.shelf.slots.some(({ id }) => id === event.id)
  }

  /** All that the relay has was read. */
  stored(): void {
    this.shelf.stored()
    if (!this.writer.check({ isNews: true })) this.writer.writeIn(this.#repairMs())
    else this.writer.writeIn(this.writer.isCompacting ? repairMs.own : tidyMs)
    this.#options.onChange()
  }

  /** What this device wrote, nobody else may have; what others wrote, others may be about to repair. */
  #repairMs(): number {
    const { replica, clock, device } = this.#options
    const lacks = minus(replica.coverage(), this.shelf.held(clock.now()))
    const others = withoutClients(lacks, replica.clientsIn(`d:${device}`))
    const own = minus(lacks, others)
    if (!isNothing(own)) return repairMs.own
    return repairMs.own + (repairMs.others - repairMs.own) * clock.random()
  }

  get isSettled(): boolean {
    const { arrived, done } = this.#reading
    return arrived === done && !this.confirmations.isAsking && this.writer.isSettled
  }

  get share(): RelayShare {
    const { isCovered, problem } = this.writer
    const { slots, isKnown } = this.shelf
    const holds = {
      events: slots.length,
      bytes: slots.reduce((sum, { bytes }) => sum + bytes, 0),
      devices: new Set(slots.map(({ device }) => device)).size,
    }
    return { hasAll: isCovered, ...(isKnown && { holds }), ...(problem !== undefined && { problem }) }
  }
}
