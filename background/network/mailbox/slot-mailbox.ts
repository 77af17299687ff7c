import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import type { CartKeys } from '../../../extension/invite/keys.ts'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import type { Clock } from '../environment.ts'
import type { NetworkStatus, SaveProblem, SessionId } from '../protocol.ts'
import type { RelaySubscriber } from '../relays/relay-connection.ts'
import type { WriteBudget } from '../relays/write-budget.ts'
import type { Origin, Replica } from '../replica.ts'
import { Drafts } from './drafts.ts'
import type { Mailbox, MailboxStatus, RelayShare } from './mailbox.ts'
import type { OwnSlots } from './own-slots.ts'
import { ReadSlots } from './read-slots.ts'
import { RelaySlots } from './relay-slots.ts'
import type { ShelvedSlot } from './shelved-slot.ts'
import { expiryOf, slotOf } from './slot.ts'
import { SlotEvents, slotsDeletedBy } from './slot-events.ts'
import type { SlotRelay } from './slot-relay.ts'
import type { LearnedSkew } from './time-skew.ts'

export interface SlotMailboxOptions {
  readonly device: string
  readonly session: SessionId
  /** This device's slots: nobody else writes them. */
  readonly own: OwnSlots
  readonly keys: CartKeys
  readonly signer: CartSigner
  readonly replica: Replica
  readonly clock: Clock
  budgetOf(url: string): WriteBudget
  onChange(): void
  /** An event in one of this device's own slots was read. Another session than one of its own wrote it: a copied profile. */
  onOwnSlot(session: SessionId): void
}

/**
 * How long after a change it is written. What another device did, that device writes itself: this one steps in only for a
 * relay that still lacks it later, and not all devices at once.
 */
const ownChangeMs = 1_000
const othersChangeMs = { least: 15_000, spread: 15_000 }

/** Fewer events are read, or written, in a moment. */
const worthTelling = 4

/** The mailbox: on each relay, slots of each device, each one event that stands alone. */
export class SlotMailbox implements Mailbox, RelaySubscriber {
  readonly #options: SlotMailboxOptions
  readonly #events: SlotEvents
  readonly #drafts: Drafts
  readonly #read: ReadSlots
  readonly #skew: LearnedSkew = { seconds: 0 }
  readonly #relays = new Map<SlotRelay, RelaySlots>()
  /** What is read now, and after it what came later: one event at a time, of all relays. */
  #queue: Promise<void> = Promise.resolve()
  #ignored = 0
  #isClosed = false

  constructor(options: SlotMailboxOptions) {
    this.#options = options
    this.#drafts = new Drafts(options.replica)
    this.#read = new ReadSlots({
      contentKey: options.keys.contentKey,
      merge: update => options.replica.merge(update, 'mailbox', true),
      onUnreadable: error => {
        this.#ignored += 1
        console.debug(`An event in the mailbox was left out: ${error}`)
      },
    })
    const onMade = ({ id, coverage, ...header }: ShelvedSlot): void =>
      this.#read.know(id, { header, coverage })
    this.#events = new SlotEvents({ ...options, onMade })
  }

  get ignored(): number {
    return this.#ignored
  }

  status(): MailboxStatus {
    const covered = [...this.#relays.values()].filter(({ writer }) => writer.isCovered)
    const times = covered.flatMap(({ writer }) => writer.savedAt ?? [])
    const [progress, problem] = [this.#progress(), this.#problem()]
    return {
      savedOn: covered.length,
      ...(times.length > 0 && { savedAt: Math.max(...times) }),
      waiting: covered.length === 0 && !this.#options.replica.isEmpty,
      ...(progress && { progress }),
      ...(problem !== undefined && { problem }),
    }
  }

  share(url: string): RelayShare {
    // A relay that was taken out of the cart and put back has a connection of each time: the last one counts.
    const connections = [...this.#relays].filter(([relay]) => relay.url === url)
    return connections.at(-1)?.[1].share ?? { hasAll: false }
  }

  settled(): boolean {
    return this.#open().every(slots => slots.isSettled)
  }

  changed(origin: Origin): void {
    const ms = origin === 'background' ? ownChangeMs : this.#othersMs()
    for (const { writer } of this.#relays.values()) writer.writeIn(ms)
  }

  filters(): Filter[] {
    const authors = [this.#options.signer.publicKey]
    // Of deletions those to come: what the relay has now shows what was deleted until now. Their time tells nothing.
    return [
      { kinds: [eventKinds.slot], authors },
      { kinds: [eventKinds.deletion], authors, limit: 1 },
    ]
  }

  asked(relay: SlotRelay): void {
    const slots = this.#slotsOf(relay)
    slots.asked()
    this.#enqueue(() => slots.shelf.asked())
  }

  event(event: Event, relay: SlotRelay): void {
    if (event.kind === eventKinds.deletion) {
      this.#enqueue(() => this.#delete(event, this.#slotsOf(relay)))
      return
    }
    const { waiting, reading } = this.#slotsOf(relay)
    const result = waiting.put(event)
    if (result === 'refused') this.#ignored += 1
    if (result !== 'added') return
    reading.arrived += 1
    this.#enqueue(async () => {
      const next = waiting.take()
      if (next) await this.#take(next, relay)
      reading.done += 1
    })
  }

  invalid(): void {
    this.#ignored += 1
  }

  stored(relay: SlotRelay): void {
    this.#enqueue(() => this.#slotsOf(relay).stored())
  }

  close(): void {
    this.#isClosed = true
    for (const { writer } of this.#relays.values()) writer.close()
  }

  #enqueue(job: () => Promise<void> | void): void {
    this.#queue = this.#queue
      .then(() => (this.#isClosed ? undefined : job()))
      .catch(error => console.error('The mailbox failed to read an event:', error))
  }

  #slotsOf(relay: SlotRelay): RelaySlots {
    const known = this.#relays.get(relay)
    if (known) return known
    const slots = new RelaySlots({
      ...this.#options,
      relay,
      budget: this.#options.budgetOf(relay.url),
      events: this.#events,
      drafts: this.#drafts,
      skew: this.#skew,
      onHeld: event => this.#enqueue(() => this.#give(event, slots)),
    })
    this.#relays.set(relay, slots)
    return slots
  }

  #open(): RelaySlots[] {
    return [...this.#relays].flatMap(([relay, slots]) => (relay.isOpen ? slots : []))
  }

  async #take(event: Event, relay: SlotRelay): Promise<void> {
    const summary = await this.#read.read(event)
    if (!summary || this.#isClosed) return
    const slots = this.#slotsOf(relay)
    const slot = slotOf(event) ?? ''
    if (this.#options.own.find(slot)) {
      this.#events.times.saw(slot, event.created_at)
      // Who wrote what should be gone by now, may long be forgotten.
      if (expiryOf(event) > this.#options.clock.now()) this.#options.onOwnSlot(summary.header.session)
    }
    if (slots.shelf.isReading) slots.given(event, summary)
    else if (!slots.has(event)) slots.confirmations.confirm(event)
    if (slots.reading.arrived >= worthTelling) this.#options.onChange()
  }

  /** The relay gave a live event back when asked for it. */
  async #give(event: Event, slots: RelaySlots): Promise<void> {
    const summary = await this.#read.read(event)
    if (!summary || this.#isClosed) return
    slots.given(event, summary)
    // It may have taken the place of what nobody else has.
    if (!slots.writer.check()) slots.writer.writeIn(this.#othersMs())
  }

  /** Another device deleted slots of its own: what they held, this relay may lack now. */
  #delete(deletion: Event, { shelf, writer }: RelaySlots): void {
    shelf.deleted(...slotsDeletedBy(deletion))
    if (!writer.check()) writer.writeIn(this.#othersMs())
  }

  #othersMs(): number {
    return othersChangeMs.least + othersChangeMs.spread * this.#options.clock.random()
  }

  #progress(): NetworkStatus['progress'] | undefined {
    const reading = this.#open()
      .filter(({ shelf, reading }) => shelf.isReading && reading.arrived >= worthTelling)
      .map(({ reading }) => ({ what: 'reading', done: reading.done, total: reading.arrived }) as const)
      .sort((a, b) => b.total - a.total)
    if (reading[0]) return reading[0]
    const saving = this.#open()
      .flatMap(({ writer }) => writer.progress ?? [])
      .filter(({ total }) => total >= worthTelling)
      .sort((a, b) => a.total - a.done - (b.total - b.done))
    return saving[0] && { what: 'saving', ...saving[0] }
  }

  #problem(): SaveProblem | undefined {
    const writers = this.#open().map(({ writer }) => writer)
    if (this.#options.replica.isTooLarge || writers.some(({ isTooLarge }) => isTooLarge))
      return 'cart-too-large'
    if (writers.length === 0 || writers.some(({ fault }) => fault === undefined)) return undefined
    return writers.every(({ fault }) => fault === 'clock') ? 'clock' : 'refused'
  }
}
