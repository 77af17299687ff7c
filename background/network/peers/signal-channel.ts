import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import { open, seal } from '../envelope.ts'
import type { Clock } from '../environment.ts'
import type { RelaySubscriber } from '../relays/relay-connection.ts'
import { TokenBucket } from '../relays/token-bucket.ts'

/** Relays may replay what they were told not to keep (strfry does for 5 minutes): an older signal leads nowhere. */
const maxAgeSeconds = 60
const rememberedIds = 500
const context = String(eventKinds.signal)

/** Two peers need about three signals each; more than this is a fault, and relays would block the cart for it. */
const sendBudget = { burst: 12, perMinute: 12 }

export interface SignalChannelOptions {
  readonly contentKey: CryptoKey
  readonly signer: CartSigner
  readonly clock: Clock
  broadcast(event: Event): void
  /** A signal of another device, or of this one: relays send back what they are told. */
  onSignal(data: string): void
  /** A relay was connected and can be used. */
  onReady(): void
}

/** Carries y-webrtc's signals as ephemeral events: signed by the cart's key, encrypted, of padded size, with no tags. */
export class SignalChannel implements RelaySubscriber {
  readonly #options: SignalChannelOptions
  readonly #bucket: TokenBucket
  readonly #seen = new Set<string>()

  constructor(options: SignalChannelOptions) {
    this.#options = options
    this.#bucket = new TokenBucket(sendBudget, options.clock.now())
  }

  filters(): Filter[] {
    return [
      {
        kinds: [eventKinds.signal],
        authors: [this.#options.signer.publicKey],
        since: this.#now() - maxAgeSeconds,
      },
    ]
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
    const { signer, contentKey, clock, broadcast } = this.#options
    if (this.#bucket.take(clock.now()) > 0) {
      console.debug('A signal was not sent: too many in a minute')
      return
    }
    const content = await seal(contentKey, context, new TextEncoder().encode(data))
    const event = signer.sign({ kind: eventKinds.signal, created_at: this.#now(), tags: [], content })
    this.#isNew(event.id)
    broadcast(event)
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
