import { covers } from '../coverage.ts'
import type { Cancel, Clock } from '../environment.ts'
import type { NetworkStatus } from '../protocol.ts'
import { relayWords } from '../relays/relay-words.ts'
import type { WriteBudget } from '../relays/write-budget.ts'
import type { Replica } from '../replica.ts'
import type { Drafts } from './drafts.ts'
import { EnvelopeLimit } from './envelope-limit.ts'
import type { OwnSlots } from './own-slots.ts'
import { isTooEarly, refusalKind } from './refusal.ts'
import type { RelayShelf } from './relay-shelf.ts'
import { RelayTasks, type TaskEvent } from './relay-tasks.ts'
import { type SlotEvents, slotsDeletedBy } from './slot-events.ts'
import type { SlotRelay } from './slot-relay.ts'
import { type LearnedSkew, TimeSkew } from './time-skew.ts'
import type { NoWrite } from './write-plan.ts'

export interface RelayWriterOptions {
  readonly relay: SlotRelay
  readonly shelf: RelayShelf
  readonly budget: WriteBudget
  readonly device: string
  readonly own: OwnSlots
  readonly events: SlotEvents
  readonly drafts: Drafts
  readonly replica: Replica
  readonly clock: Clock
  readonly skew: LearnedSkew
  onChange(): void
}

/** Quiet after a write, or after a refusal that need not be repeated, before the next. */
const settleMs = 1_000

/** After so long without a write the budget is full again (4 writes at 20 s), and what is least urgent may be done. */
export const tidyMs = 120_000

/** How long it is taken for granted that a relay goes on having what it has. */
const recheckMs = 60 * 60 * 1000

/** One connection that ends at a write is chance. So many in a row the relay ends, mostly for the size of what it is given. */
const cutsInARow = 2

/** Writing to this relay failed: for the time on this device's clock, or for any other reason. */
export type WriteFault = 'clock' | 'refused'

const words: Record<NoWrite, string> = {
  'does-not-fit': 'Something in the cart is larger than what the relay takes',
  'no-slot': 'Each slot of this device is taken',
}

/**
 * Writes to one relay what it lacks.
 *
 *   due --wait, budget--> writing --given back--> due, while something is missing
 *   due <--after the budget's back-off-- refused, or not given back
 *   due <--at once, with another time or size-- refused for that
 */
export class RelayWriter {
  readonly #options: RelayWriterOptions
  readonly #tasks: RelayTasks
  readonly #limit = new EnvelopeLimit()
  readonly #skew: TimeSkew
  #covered = ''
  #savedAt: number | undefined
  #wroteAt = 0
  #cancel: Cancel | undefined
  #dueAt = Number.POSITIVE_INFINITY
  /** When something is to be written that came while writing: too late, maybe, for what was just planned. */
  #wantedAt = Number.POSITIVE_INFINITY
  #isWriting = false
  /** There is leave to write, and it is being written. */
  #isPublishing = false
  #fault: WriteFault | undefined
  #problem: string | undefined
  /** What could not be written: until the cart changes, nothing more can be done. */
  #stuck: { readonly revision: number; readonly why: NoWrite } | undefined
  #written = 0
  #more = 0
  /** Writes in a row at which the connection ended. */
  #cuts = 0
  #isClosed = false

  constructor(options: RelayWriterOptions) {
    this.#options = options
    this.#skew = new TimeSkew(options.skew)
    this.#tasks = new RelayTasks({
      ...options,
      packedBytes: () => this.#limit.packedBytes(options.relay.limits),
      now: () => Math.floor(options.clock.now() / 1000) + this.#skew.seconds,
    })
  }

  /** Whether the relay has been read and has all that the replica has. */
  get isCovered(): boolean {
    return this.#covered === this.#state
  }

  /** When it was last seen to have all that the replica then had, ms since 1970. */
  get savedAt(): number | undefined {
    return this.#savedAt
  }

  get fault(): WriteFault | undefined {
    return this.#fault
  }

  /** Why the last write failed, in the relay's words. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** Whether something in the cart is too large for any relay. */
  get isTooLarge(): boolean {
    return (
      this.#isStuck && this.#stuck?.why === 'does-not-fit' && this.#limit.isWhole(this.#options.relay.limits)
    )
  }

  /** Whether nothing is to be done, or nothing can be for longer than the budget takes. */
  get isSettled(): boolean {
    const { shelf, replica } = this.#options
    if (!shelf.isRead || this.#isPublishing) return false
    if (this.#fault !== undefined || this.#isStuck || replica.isTooLarge) return true
    return this.isCovered && !this.#tasks.isCompacting
  }

  /** Whether parts of this device are being replaced. */
  get isCompacting(): boolean {
    return this.#tasks.isCompacting
  }

  /** Events written since the relay last had everything, of those that takes. */
  get progress(): Omit<NonNullable<NetworkStatus['progress']>, 'what'> | undefined {
    if (this.isCovered || this.#written + this.#more === 0) return undefined
    return { done: this.#written, total: this.#written + this.#more }
  }

  /** Whether the relay has all that the replica has. `isNews`: it just said all that it has. */
  check({ isNews = false } = {}): boolean {
    const { shelf, replica, clock, onChange } = this.#options
    const now = clock.now()
    // What it has counts until it will soon expire.
    const isFresh = this.#savedAt !== undefined && now < this.#savedAt + recheckMs
    if (this.isCovered && isFresh && !isNews) return true
    if (!shelf.isRead) return this.isCovered
    if (!covers(shelf.held(now), replica.coverage())) {
      this.#covered = ''
      return false
    }
    this.#covered = this.#state
    this.#savedAt = now
    this.#written = 0
    this.#more = 0
    // Somebody else wrote what this device could not.
    this.#fault = undefined
    this.#problem = undefined
    onChange()
    return true
  }

  /** Writes in `ms` what the relay lacks then, or sooner if that was the plan already. */
  writeIn(ms: number): void {
    const { clock } = this.#options
    const at = clock.now() + ms
    if (this.#isWriting) this.#wantedAt = Math.min(at, this.#wantedAt)
    if (this.#isClosed || this.#isWriting || at >= this.#dueAt) return
    this.#cancel?.()
    this.#dueAt = at
    this.#cancel = clock.after(ms, () => {
      this.#dueAt = Number.POSITIVE_INFINITY
      void this.#write()
    })
  }

  close(): void {
    this.#isClosed = true
    this.#cancel?.()
  }

  get #state(): string {
    const { shelf, replica } = this.#options
    return `${replica.revision}/${shelf.revision}`
  }

  get #isStuck(): boolean {
    return this.#stuck?.revision === this.#options.replica.revision
  }

  async #write(): Promise<void> {
    const { relay, shelf, replica, clock } = this.#options
    if (this.#isClosed || this.#isWriting || !shelf.isRead || !relay.isOpen || replica.isTooLarge) return
    this.check()
    this.#isWriting = true
    let next: number | undefined
    try {
      next = await this.#tryToWrite()
    } catch (error) {
      next = this.#failed(error)
    } finally {
      this.#isWriting = false
      this.#isPublishing = false
    }
    const wantedAt = this.#wantedAt
    this.#wantedAt = Number.POSITIVE_INFINITY
    if (next !== undefined) this.writeIn(next)
    else if (wantedAt < Number.POSITIVE_INFINITY) this.writeIn(Math.max(0, wantedAt - clock.now()))
    this.#options.onChange()
  }

  /** Does one thing; answers the ms until the next can be done, or undefined when nothing is left. Rejects when it failed. */
  async #tryToWrite(): Promise<number | undefined> {
    const { clock, budget } = this.#options
    const task = await this.#tasks.next(clock.now() >= this.#wroteAt + tidyMs)
    if (!task || this.#isClosed) return undefined
    const wait = budget.take()
    if (wait > 0) return wait
    this.#isPublishing = true
    const event = await task.prepare()
    if (typeof event === 'string') {
      this.#cannot(event)
      return undefined
    }
    if (this.#isClosed) return undefined
    this.#wroteAt = clock.now()
    await (event.kind === 'slot' ? this.#writeSlot(event) : this.#delete(event))
    return settleMs
  }

  async #writeSlot({ event, shelved, more }: Extract<TaskEvent, { kind: 'slot' }>): Promise<void> {
    const { relay, shelf, budget } = this.#options
    this.#more = more + 1
    await relay.publish(event)
    if (!(await relay.holdsAll([event])).has(event.id))
      throw new Error('the relay did not keep what it accepted')
    shelf.given(shelved)
    this.#written += 1
    this.#more = more
    this.#fault = undefined
    this.#problem = undefined
    this.#cuts = 0
    this.#skew.accepted()
    budget.succeeded()
    this.check()
  }

  /** A relay that does not delete is let be: what it keeps expires. */
  async #delete({ event, slots }: Extract<TaskEvent, { kind: 'deletion' }>): Promise<void> {
    const { relay, shelf } = this.#options
    try {
      await relay.publish(event)
      shelf.deleted(...slotsDeletedBy(event))
    } catch (error) {
      console.debug(`${relay.url} did not delete slots: ${relayWords(error)}`)
    }
    this.#tasks.deleted(slots)
    this.check()
  }

  #cannot(why: NoWrite): void {
    this.#stuck = { revision: this.#options.replica.revision, why }
    this.#problem = words[why]
  }

  /** The ms until it may be tried again. */
  #failed(error: unknown): number | undefined {
    const { relay, budget } = this.#options
    const reason = relayWords(error)
    console.debug(`${relay.url} did not save a slot: ${reason}`)
    // Without a connection there is nothing to wait for: the next one reads the relay anew.
    if (!relay.isOpen) {
      if (this.#isPublishing) this.#wasCut()
      return undefined
    }
    this.#problem = reason
    const kind = refusalKind(reason)
    if (kind === 'time' && this.#skew.refused(isTooEarly(reason))) return settleMs
    if (kind === 'size' && this.#limit.refused()) return settleMs
    this.#fault = kind === 'time' ? 'clock' : 'refused'
    budget.failed()
    return 0
  }

  /** The connection ended at a write: the next one writes less, and when that does not help either, not for a while. */
  #wasCut(): void {
    this.#cuts += 1
    if (this.#cuts < cutsInARow || this.#limit.refused()) return
    this.#problem = 'The connection ends at each write'
    this.#fault = 'refused'
    this.#options.budget.failed()
  }
}
