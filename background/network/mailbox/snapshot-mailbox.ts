import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import type { CartKeys } from '../../../extension/invite/keys.ts'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import { EnvelopeError } from '../envelope.ts'
import type { Clock } from '../environment.ts'
import type { SaveProblem } from '../protocol.ts'
import type { RelayConnection, RelaySubscriber } from '../relays/relay-connection.ts'
import type { Origin, Replica } from '../replica.ts'
import type { Mailbox, MailboxStatus, RelayShare } from './mailbox.ts'
import { OpenedSlots } from './opened-slots.ts'
import { RelayShelf, type SnapshotEvent } from './relay-shelf.ts'
import { expiryOf, slotOf } from './slot.ts'
import { Snapshots } from './snapshots.ts'
import { WaitingSlots } from './waiting-slots.ts'

export interface SnapshotMailboxOptions {
  /** This device's own slot (`slotTag`): nobody else writes it. */
  readonly slot: string
  readonly keys: CartKeys
  readonly signer: CartSigner
  readonly replica: Replica
  readonly clock: Clock
  onChange(): void
}

/**
 * How long after a change it is written. What another device did, that device writes itself: this one steps in only
 * for a relay that still lacks it later.
 */
const writeAfterMs: Record<Origin, number> = { background: 1_000, peers: 15_000, mailbox: 15_000 }

/** A slot that ends sooner than this is read, but counts as missing, so that a device that is in use renews it. */
const renewBeforeMs = 45 * 24 * 60 * 60 * 1000

/** More than a household's devices write at once. */
const mostConfirming = 8

/** A mailbox of one snapshot of the whole cart for each device, each a single event. */
export class SnapshotMailbox implements Mailbox, RelaySubscriber {
  readonly #options: SnapshotMailboxOptions
  readonly #snapshots: Snapshots
  readonly #shelves = new Map<RelayConnection, RelayShelf>()
  readonly #waiting = new Map<RelayConnection, WaitingSlots>()
  readonly #opened: OpenedSlots
  /** What is read now, and after it what came later: one event at a time, of all relays. */
  #queue: Promise<void> = Promise.resolve()
  /** Live events of which it is being asked whether the relay kept them. */
  readonly #confirming = new Map<RelayConnection, number>()
  #ignored = 0
  #problem: SaveProblem | undefined
  #closed = false

  constructor(options: SnapshotMailboxOptions) {
    this.#options = options
    this.#snapshots = new Snapshots(options)
    this.#opened = new OpenedSlots(options.keys.contentKey, error => {
      this.#ignored += 1
      console.debug(`An event in the mailbox was left out: ${error}`)
    })
  }

  get ignored(): number {
    return this.#ignored
  }

  status(): MailboxStatus {
    const covered = [...this.#shelves.values()].filter(shelf => shelf.isCovered)
    const times = covered.flatMap(shelf => shelf.savedAt ?? [])
    return {
      savedOn: covered.length,
      ...(times.length > 0 && { savedAt: Math.max(...times) }),
      waiting: covered.length === 0 && !this.#options.replica.isEmpty,
      ...(this.#problem !== undefined && { problem: this.#problem }),
    }
  }

  share(url: string): RelayShare {
    for (const [relay, shelf] of this.#shelves) if (relay.url === url) return { hasAll: shelf.isCovered }
    return { hasAll: false }
  }

  changed(origin: Origin): void {
    for (const shelf of this.#shelves.values()) shelf.writeIn(writeAfterMs[origin])
  }

  filters(): Filter[] {
    return [{ kinds: [eventKinds.slot], authors: [this.#options.signer.publicKey] }]
  }

  asked(relay: RelayConnection): void {
    const shelf = this.#shelfOf(relay)
    // What still waits, the relay was just asked for again. A new box, or its jobs would read too early for this answer.
    this.#waiting.get(relay)?.clear()
    this.#waiting.set(relay, new WaitingSlots())
    this.#enqueue(() => shelf.asked())
  }

  event(event: Event, relay: RelayConnection): void {
    const waiting = this.#waiting.get(relay)
    const result = waiting?.put(event)
    if (result === 'refused') this.#ignored += 1
    if (result !== 'added') return
    this.#enqueue(async () => {
      const next = waiting?.take()
      if (next) await this.#take(next, relay)
    })
  }

  invalid(): void {
    this.#ignored += 1
  }

  stored(relay: RelayConnection): void {
    const shelf = this.#shelfOf(relay)
    this.#enqueue(() => {
      shelf.stored()
      if (!shelf.isCovered) shelf.writeIn(writeAfterMs.background)
    })
  }

  close(): void {
    this.#closed = true
    for (const shelf of this.#shelves.values()) shelf.close()
  }

  #enqueue(job: () => Promise<void> | void): void {
    this.#queue = this.#queue
      .then(() => (this.#closed ? undefined : job()))
      .catch(error => console.error('The mailbox failed to read an event:', error))
  }

  #shelfOf(relay: RelayConnection): RelayShelf {
    const known = this.#shelves.get(relay)
    if (known) return known
    const { replica, clock, onChange } = this.#options
    const shelf = new RelayShelf({ relay, replica, clock, onChange, snapshot: () => this.#snapshot() })
    this.#shelves.set(relay, shelf)
    return shelf
  }

  async #take(event: Event, relay: RelayConnection): Promise<void> {
    const update = await this.#opened.open(event)
    if (!update || this.#closed) return
    const { replica, slot, clock } = this.#options
    const shelf = this.#shelfOf(relay)
    const own = slotOf(event) === slot
    if (own) this.#snapshots.saw(event.created_at)
    if (!replica.merge(update, 'mailbox')) return
    if (expiryOf(event) < clock.now() + renewBeforeMs) return
    if (shelf.isReading) shelf.given(update)
    else if (!own) this.#confirm(event, relay)
  }

  /**
   * A live event shows that the relay passed it on, not that it kept it: so it is asked. Own writes are anyway. Where too
   * many wait for that, the relay counts as lacking it, and is written to.
   */
  #confirm(event: Event, relay: RelayConnection): void {
    const confirming = this.#confirming.get(relay) ?? 0
    if (!relay.isOpen || confirming >= mostConfirming) return
    this.#confirming.set(relay, confirming + 1)
    relay
      .holds(event)
      .then(
        held => held && this.#enqueue(() => this.#give(event, relay)),
        error => console.debug(`${relay.url} did not say whether it kept an event: ${error}`),
      )
      .finally(() => this.#confirming.set(relay, (this.#confirming.get(relay) ?? 1) - 1))
  }

  async #give(event: Event, relay: RelayConnection): Promise<void> {
    const update = await this.#opened.open(event)
    if (update && !this.#closed) this.#shelfOf(relay).given(update)
  }

  async #snapshot(): Promise<SnapshotEvent | undefined> {
    try {
      const snapshot = await this.#snapshots.newest()
      this.#setProblem(undefined)
      return snapshot
    } catch (error) {
      if (!(error instanceof EnvelopeError && error.fault === 'too-large')) throw error
      this.#setProblem('cart-too-large')
      return undefined
    }
  }

  #setProblem(problem: SaveProblem | undefined): void {
    if (this.#problem === problem) return
    this.#problem = problem
    this.#options.onChange()
  }
}
