import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import type { Cancel, Clock } from '../environment.ts'
import { fitsSlot } from '../mailbox/slot.ts'
import type { SlotRelay } from '../mailbox/slot-relay.ts'
import type { SessionId } from '../protocol.ts'
import type { RelaySubscriber } from '../relays/relay-connection.ts'
import { relayWords } from '../relays/relay-words.ts'
import type { WriteBudget } from '../relays/write-budget.ts'
import { isExpired, readClaim, writeClaim } from './claim.ts'

export interface ProfileGuardOptions {
  /** The `d` tag of this device's claim. */
  readonly slot: string
  readonly session: SessionId
  /** Sessions of this very profile. */
  readonly known: readonly SessionId[]
  readonly contentKey: CryptoKey
  readonly signer: CartSigner
  readonly clock: Clock
  /** How many relays the cart has, reached or not. */
  relayCount(): number
  /** Whether all that the relay has of the cart was read. */
  isRead(url: string): boolean
  /** Whether all that was read is in the cart here. */
  isWhole(): boolean
  budgetOf(url: string): WriteBudget
  /** This session writes as the device, and no other does. */
  onClaimed(): void
  /** A session that is not of this profile writes, or wrote, as the device. */
  onCopied(): void
}

/** How a relay stands, on one connection. */
interface RelayClaim {
  readonly askedAt: number
  /** It has given the claim that it keeps: so many ms after it was asked. */
  readMs?: number
  /** This session's claim, once the relay gave it back when asked, and when that was. */
  held?: { readonly event: Event; readonly at: number } | undefined
  /** It did not keep that, or has it no more: whose claim it has instead, only the next connection tells. */
  isSpoilt: boolean
  isBusy: boolean
}

/**
 * This long after enough relays gave a claim back, they are asked for it once more, and it counts if they still have it. It
 * counts at all only where reading the relay and claiming there took no longer: another session, which read the relay before
 * this one's claim was there, has then taken its place before it is asked for again, or does not count itself.
 */
const settleMs = 4_000

/*
 * Finds out whether another profile writes as the same device: a copy of this one, or what this one was before it was
 * restored. Both would write under the same Yjs client id.
 *
 *   reading --a claim of an unknown session, at any time--> copied, for good
 *   reading --someone looks--> claiming --more than half of the relays gave the claim back, twice--> claimed
 *
 * It claims on a relay only once it has read there that nobody else does. Of two that claim on the same relay at once, the
 * later one takes the place of the other's claim; and of two majorities of the same relays one relay is in both.
 */
export class ProfileGuard implements RelaySubscriber {
  readonly isOptional = true
  readonly #options: ProfileGuardOptions
  readonly #known: ReadonlySet<SessionId>
  readonly #relays = new Map<SlotRelay, RelayClaim>()
  readonly #cancels = new Set<Cancel>()
  #queue: Promise<void> = Promise.resolve()
  #newest = 0
  #isActive = false
  #isSettling = false
  #state: 'reading' | 'claimed' | 'copied' = 'reading'
  #isClosed = false

  constructor(options: ProfileGuardOptions) {
    this.#options = options
    this.#known = new Set([...options.known, options.session])
  }

  filters(): Filter[] {
    const { signer, slot } = this.#options
    return [{ kinds: [eventKinds.slot], authors: [signer.publicKey], '#d': [slot] }]
  }

  asked(relay: SlotRelay): void {
    this.#relays.set(relay, { askedAt: this.#options.clock.now(), isSpoilt: false, isBusy: false })
  }

  event(event: Event, relay: SlotRelay): void {
    if (!fitsSlot(event) || isExpired(event, this.#options.clock.now())) return
    const of = this.#relays.get(relay)
    this.#enqueue(async () => {
      const session = await readClaim(event, this.#options.contentKey)
      this.#newest = Math.max(this.#newest, event.created_at)
      // A relay may send on what it does not keep, so only what it has stored counts.
      if (of && of.readMs === undefined)
        of.held = session === this.#options.session ? { event, at: this.#options.clock.now() } : undefined
      this.saw(session)
    })
  }

  stored(relay: SlotRelay): void {
    const of = this.#relays.get(relay)
    this.#enqueue(async () => {
      if (of) of.readMs = this.#options.clock.now() - of.askedAt
      this.look()
    })
  }

  lost(relay: SlotRelay): void {
    this.#relays.delete(relay)
  }

  /** A session that writes as this device, from wherever that is known. */
  saw(session: SessionId): void {
    if (this.#known.has(session) || this.#isClosed || this.#state === 'copied') return
    this.#state = 'copied'
    this.#options.onCopied()
  }

  /** Whether someone has the cart in front of them. Nothing is claimed before. */
  setActive(active: boolean): void {
    this.#isActive = active
    this.look()
  }

  /** To be called when what `isRead` and `isWhole` answer may have changed. */
  look(): void {
    if (!this.#isActive || this.#isClosed || this.#state === 'copied') return
    for (const [relay, of] of this.#relays) void this.#claim(relay, of)
    this.#settle()
  }

  /** Tells what it has found out once more. */
  tellAgain(): void {
    if (this.#state === 'claimed') this.#options.onClaimed()
    if (this.#state === 'copied') this.#options.onCopied()
  }

  close(): void {
    this.#isClosed = true
    for (const cancel of this.#cancels) cancel()
  }

  async #claim(relay: SlotRelay, of: RelayClaim): Promise<void> {
    const { readMs } = of
    if (readMs === undefined || of.held || of.isSpoilt || of.isBusy) return
    if (!relay.isOpen || !this.#options.isRead(relay.url)) return
    of.isBusy = true
    const wait = this.#options.budgetOf(relay.url).take()
    if (wait === 0) await this.#write(relay, of, readMs)
    const again = (): void => {
      of.isBusy = false
      this.look()
    }
    if (wait === 0) again()
    else this.#after(wait, again)
  }

  async #write(relay: SlotRelay, of: RelayClaim, readMs: number): Promise<void> {
    const { clock, contentKey, signer, slot, session } = this.#options
    try {
      const createdAt = Math.max(Math.floor(clock.now() / 1000), this.#newest + 1)
      this.#newest = createdAt
      const event = await writeClaim({ slot, session, createdAt }, contentKey, signer)
      // Another's claim may have come while this one was made.
      if (this.#state === 'copied' || this.#isClosed) return
      const begun = clock.now()
      await relay.publish(event)
      if (!(await relay.holdsAll([event])).has(event.id)) throw new Error('it was not kept')
      const at = clock.now()
      if (readMs + at - begun > settleMs) throw new Error('it took too long')
      of.held = { event, at }
    } catch (error) {
      console.debug(`${relay.url} did not keep a claim: ${relayWords(error)}`)
      of.isSpoilt = true
    }
  }

  /** Whether enough relays hold the claim, since `time` at the latest. */
  #isHeldSince(time: number): boolean {
    const holding = [...this.#relays].filter(([relay, { held }]) => held && held.at <= time && relay.isOpen)
    return holding.length * 2 > this.#options.relayCount()
  }

  #settle(): void {
    if (this.#state !== 'reading' || this.#isSettling || !this.#isHeldSince(this.#options.clock.now())) return
    this.#isSettling = true
    this.#after(settleMs, () => {
      void this.#confirm()
    })
  }

  async #confirm(): Promise<void> {
    const since = this.#options.clock.now() - settleMs
    await Promise.all([...this.#relays].map(([relay, of]) => this.#askAgain(relay, of)))
    this.#isSettling = false
    if (this.#state !== 'reading' || this.#isClosed) return
    if (!this.#isHeldSince(since)) this.#settle()
    else if (this.#options.isWhole()) {
      this.#state = 'claimed'
      this.#options.onClaimed()
    }
  }

  /** A relay that does not tell of new claims shows them all the same: it has another one in the place of this one. */
  async #askAgain(relay: SlotRelay, of: RelayClaim): Promise<void> {
    const { held } = of
    if (!held || !relay.isOpen) return
    try {
      of.isSpoilt = !(await relay.holdsAll([held.event])).has(held.event.id)
    } catch (error) {
      console.debug(`${relay.url} did not say whether it kept a claim: ${relayWords(error)}`)
      of.isSpoilt = true
    }
    if (of.isSpoilt) of.held = undefined
  }

  #enqueue(job: () => Promise<void>): void {
    this.#queue = this.#queue
      .then(() => (this.#isClosed ? undefined : job()))
      .catch(error => console.debug(`A claim was left out: ${error}`))
  }

  #after(ms: number, run: () => void): void {
    const stop = this.#options.clock.after(ms, () => {
      this.#cancels.delete(stop)
      if (!this.#isClosed) run()
    })
    this.#cancels.add(stop)
  }
}
