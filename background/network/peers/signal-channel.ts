import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import { open, seal } from '../envelope.ts'
import type { Clock } from '../environment.ts'
import { Backoff } from '../relays/backoff.ts'
import type { RelayConnection, RelaySubscriber } from '../relays/relay-connection.ts'
import { relayWords } from '../relays/relay-words.ts'
import { TokenBucket } from '../relays/token-bucket.ts'
import type { WriteBudget } from '../relays/write-budget.ts'

/** Relays may replay what they were told not to keep (strfry does for 5 minutes): an older signal leads nowhere. */
const maxAgeSeconds = 60
const rememberedIds = 500
const context = String(eventKinds.signal)

/** Of one cart. What each relay is sent is less, and of all carts together (WriteBudget). */
const sendBudget = { burst: 8, perMinute: 6 }

/** How long a relay is sent no signal after it said `rate-limited` once, and the most, ms. */
const restMs = { first: 60_000, most: 32 * 60_000 }

/** What of a connected relay is used here. */
export type SignalRelay = Pick<RelayConnection, 'url' | 'publish'>

export interface SignalChannelOptions {
  readonly contentKey: CryptoKey
  readonly signer: CartSigner
  readonly clock: Clock
  /** The relays that are connected now. */
  relays(): Iterable<SignalRelay>
  budgetOf(url: string): Pick<WriteBudget, 'takeSignal'>
  /** A signal of another device, or of this one: relays send back what they are told. */
  onSignal(data: string): void
  /** A relay was connected and can be used. */
  onReady(): void
}

/** What a relay is asked for: the cart's signals that are not too old. */
export function signalFilters(signer: CartSigner, clock: Clock): Filter[] {
  const since = Math.floor(clock.now() / 1000) - maxAgeSeconds
  return [{ kinds: [eventKinds.signal], authors: [signer.publicKey], since }]
}

/** Carries y-webrtc's signals as ephemeral events: signed by the cart's key, encrypted, of padded size, with no tags. */
export class SignalChannel implements RelaySubscriber {
  readonly #options: SignalChannelOptions
  readonly #bucket: TokenBucket
  readonly #seen = new Set<string>()
  /** Relays, by address, that had enough: no signal before the time. */
  readonly #resting = new Map<string, { readonly backoff: Backoff; until: number }>()

  constructor(options: SignalChannelOptions) {
    this.#options = options
    this.#bucket = new TokenBucket(sendBudget, options.clock.now())
  }

  filters(): Filter[] {
    return signalFilters(this.#options.signer, this.#options.clock)
  }

  stored(): void {
    this.#options.onReady()
  }

  event(event: Event): void {
    if (Math.abs(this.#now() - event.created_at) > maxAgeSeconds || !this.#isNew(event.id)) return
    open(this.#options.contentKey, context, event.content).then(
      bytes => this.#options.onSignal(new TextDecoder().decode(bytes)),
      error => console.debug(`A signal was left out: ${error}`),
    )
  }

  async send(data: string): Promise<void> {
    const { signer, contentKey, clock, relays, budgetOf } = this.#options
    if (this.#bucket.take(clock.now()) > 0) {
      console.debug('A signal was not sent: too many in a minute')
      return
    }
    const content = await seal(contentKey, context, new TextEncoder().encode(data))
    const event = signer.sign({ kind: eventKinds.signal, created_at: this.#now(), tags: [], content })
    this.#isNew(event.id)
    for (const relay of relays()) {
      if (this.#mayAsk(relay) && budgetOf(relay.url).takeSignal()) void this.#publish(event, relay)
    }
  }

  #mayAsk({ url }: { readonly url: string }): boolean {
    return (this.#resting.get(url)?.until ?? 0) <= this.#options.clock.now()
  }

  /** Nobody has to keep a signal, so one that is refused is not sent again. */
  async #publish(event: Event, relay: SignalRelay): Promise<void> {
    try {
      await relay.publish(event)
      this.#resting.delete(relay.url)
    } catch (error) {
      console.debug(`${relay.url} took no signal: ${error}`)
      if (/rate.?limit/i.test(relayWords(error))) this.#rest(relay)
    }
  }

  #rest({ url }: SignalRelay): void {
    const { clock } = this.#options
    if (!this.#mayAsk({ url })) return
    const { backoff } = this.#resting.get(url) ?? { backoff: new Backoff(restMs.first, restMs.most) }
    this.#resting.set(url, { backoff, until: clock.now() + backoff.next(clock.random()) })
  }

  #now(): number {
    return Math.floor(this.#options.clock.now() / 1000)
  }

  #isNew(id: string): boolean {
    if (this.#seen.has(id)) return false
    this.#seen.add(id)
    const [oldest] = this.#seen
    if (this.#seen.size > rememberedIds && oldest !== undefined) this.#seen.delete(oldest)
    return true
  }
}
