import type { Event } from 'nostr-tools/pure'
import { covers } from '../coverage.ts'
import type { Cancel, Clock } from '../environment.ts'
import { Backoff } from '../relays/backoff.ts'
import type { RelayConnection } from '../relays/relay-connection.ts'
import { TokenBucket } from '../relays/token-bucket.ts'
import { Replica } from '../replica.ts'

/** A snapshot ready to be written: the event, the update that is in it, and the replica's revision that it holds. */
export interface SnapshotEvent {
  readonly event: Event
  readonly update: Uint8Array
  readonly revision: number
}

export interface RelayShelfOptions {
  readonly relay: RelayConnection
  readonly replica: Replica
  readonly clock: Clock
  /** This device's newest snapshot, or undefined when it cannot be written before the cart changes. */
  snapshot(): Promise<SnapshotEvent | undefined>
  onChange(): void
}

type Outcome =
  | { readonly kind: 'saved' | 'nothing' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'failed'; readonly reason: string }

/** What a relay or an address may take from us in a minute; see docs/sync.md. */
const writeBudget = { burst: 4, perMinute: 3 }

/** Quiet after a write before what came meanwhile is written. */
const settleMs = 1_000

/**
 * What one relay holds of a cart, as far as it gave it back when asked, and when to write what it lacks.
 *
 *   unread --stored()--> read --lacks something--> due --wait, budget--> writing --given back--> read
 *                                                  due <--backoff-- refused, or not given back
 */
export class RelayShelf {
  readonly #options: RelayShelfOptions
  readonly #bucket: TokenBucket
  readonly #backoff = new Backoff(60_000, 32 * 60_000)
  /** What the relay gave since it was last asked; replaces `#held` once it has given all. */
  #arriving: Replica | undefined
  #held: Replica | undefined
  #coveredRevision = -1
  #savedAt: number | undefined
  #notBefore = 0
  #cancel: Cancel | undefined
  #dueAt = Number.POSITIVE_INFINITY
  #writing = false
  #closed = false

  constructor(options: RelayShelfOptions) {
    this.#options = options
    this.#bucket = new TokenBucket(writeBudget, options.clock.now())
  }

  /** The relay was asked for everything anew. */
  asked(): void {
    this.#arriving?.destroy()
    this.#arriving = new Replica(() => {})
  }

  /** Whether the answer to the last question is not complete yet. */
  get isReading(): boolean {
    return this.#arriving !== undefined
  }

  /** The relay gave an update. What is too much for a cart does not count as given. */
  given(update: Uint8Array): void {
    const replica = this.#arriving ?? this.#held
    replica?.merge(update, 'mailbox')
    if (!this.isReading) this.check()
  }

  /** The relay has given all that it has: from here on it is known what it lacks. */
  stored(): void {
    if (!this.#arriving) return
    this.#held?.destroy()
    this.#held = this.#arriving
    this.#arriving = undefined
    this.#coveredRevision = -1
    this.check()
  }

  /** Whether the relay has been read and has all that the replica has. */
  get isCovered(): boolean {
    return this.#coveredRevision === this.#options.replica.revision
  }

  /** When it was last seen to have all that the replica then had. */
  get savedAt(): number | undefined {
    return this.#savedAt
  }

  /** Writes in `ms` what the relay lacks then, or sooner if that was the plan already. */
  writeIn(ms: number): void {
    const at = Math.max(this.#options.clock.now() + ms, this.#notBefore)
    if (this.#closed || this.#writing || at >= this.#dueAt) return
    this.#cancel?.()
    this.#dueAt = at
    this.#cancel = this.#options.clock.after(at - this.#options.clock.now(), () => {
      this.#dueAt = Number.POSITIVE_INFINITY
      void this.#write()
    })
  }

  /** Looks again whether the relay has all that the replica has. */
  check(): boolean {
    const { replica, clock, onChange } = this.#options
    if (this.isCovered) return true
    if (!this.#held || !covers(this.#held.snapshot(), replica.snapshot())) return false
    this.#coveredRevision = replica.revision
    this.#savedAt = clock.now()
    onChange()
    return true
  }

  async #write(): Promise<void> {
    if (this.#writing || !this.#held || !this.#options.relay.isOpen || this.check()) return
    this.#writing = true
    const outcome = await this.#tryToWrite().finally(() => {
      this.#writing = false
    })
    if (this.#closed) return
    if (outcome.kind === 'saved') this.#succeeded()
    else if (outcome.kind === 'failed') this.#failed(outcome.reason)
    else if (outcome.kind === 'wait') this.writeIn(outcome.ms)
  }

  async #tryToWrite(): Promise<Outcome> {
    const { relay, clock, snapshot } = this.#options
    try {
      const written = await snapshot()
      if (!written) return { kind: 'nothing' }
      const ms = this.#bucket.take(clock.now())
      if (ms > 0) return { kind: 'wait', ms }
      await relay.publish(written.event)
      if (!(await relay.holds(written.event))) throw new Error('the relay did not keep what it accepted')
      this.#gaveBack(written)
      return { kind: 'saved' }
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  #gaveBack({ update, revision }: SnapshotEvent): void {
    if (this.#closed) return
    // Of this device's own making, whatever its size.
    for (const replica of [this.#held, this.#arriving]) replica?.merge(update, 'background')
    this.#savedAt = this.#options.clock.now()
    // Set here and not by `check`: Yjs keeps aside what builds on something it has not seen, and would not count it.
    this.#coveredRevision = revision
    this.#options.onChange()
  }

  #succeeded(): void {
    this.#backoff.reset()
    this.#notBefore = 0
    if (!this.check()) this.writeIn(settleMs)
  }

  #failed(reason: string): void {
    const { clock, relay } = this.#options
    console.debug(`${relay.url} did not save a snapshot: ${reason}`)
    // Without a connection there is nothing to wait for: the next one reads the relay anew.
    if (!relay.isOpen) return
    this.#notBefore = clock.now() + this.#backoff.next(clock.random())
    this.writeIn(0)
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
    this.#held?.destroy()
    this.#arriving?.destroy()
  }
}
