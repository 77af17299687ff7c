import { AbstractRelay } from 'nostr-tools/abstract-relay'
import type { EventTemplate, VerifiedEvent } from 'nostr-tools/pure'
import type { CartSigner } from '../cart-signer.ts'
import type { NetworkEnvironment } from '../environment.ts'

/** Characters of a message that is still looked at. The largest that carries an event of ours has about 61,000. */
const mostFrame = 2_000_000

const pingMs = 20_000

/** What a relay has for an answer, ms. One with 20 s of latency is slow, not dead. */
export const answerMs = 60_000

export interface CartRelayOptions {
  readonly environment: NetworkEnvironment
  readonly signer: CartSigner
  /** Something came that is no message for us: binary, or too large to be one. */
  onInvalid(): void
}

/**
 * One connection of nostr-tools, which answers the relay's challenge with the cart's key (NIP-42) and never parses what
 * is too large. nostr-tools answers one challenge for each connection; when the relay refuses that answer, it throws
 * where nobody can catch it, which is caught here.
 */
export class CartRelay extends AbstractRelay {
  /** Settles when the relay took the cart's answer to its challenge, or refused it, or the connection was closed. */
  readonly authenticated: Promise<void>
  readonly #closed: Promise<never>
  readonly #onInvalid: () => void
  #accept: () => void = () => {}
  #refuse: (reason: unknown) => void = () => {}
  #end: (reason: unknown) => void = () => {}

  constructor(url: string, { environment, signer, onInvalid }: CartRelayOptions) {
    super(url, {
      verifyEvent: environment.signatures.verify,
      websocketImplementation: environment.webSocket,
      enablePing: true,
    })
    this.#onInvalid = onInvalid
    this.#closed = new Promise((_resolve, reject) => {
      this.#end = reject
    })
    const accepted = new Promise<void>((resolve, reject) => {
      this.#accept = resolve
      this.#refuse = reject
    })
    this.authenticated = Promise.race([accepted, this.#closed])
    // Most relays never ask, and then nobody waits for it.
    this.authenticated.catch(() => {})
    this.pingFrequency = pingMs
    this.pingTimeout = answerMs
    // Above our own limit: this timer takes no notice of the environment's clock.
    this.publishTimeout = answerMs * 2
    this.onauth = template => Promise.resolve(signer.sign(template))
  }

  /** Rejects as well when the connection is closed meanwhile. nostr-tools' own promise then never settles. */
  override connect(): Promise<void> {
    return Promise.race([super.connect(), this.#closed])
  }

  override async auth(sign: (template: EventTemplate) => Promise<VerifiedEvent>): Promise<string> {
    try {
      const words = await super.auth(sign)
      this.#accept()
      return words
    } catch (error) {
      this.#refuse(error)
      return ''
    }
  }

  override close(): void {
    this.#end(new Error('connection closed'))
    super.close()
  }

  override _onmessage(message: MessageEvent<unknown>): void {
    const { data } = message
    if (typeof data === 'string' && data.length <= mostFrame) super._onmessage(message)
    else this.#onInvalid()
  }
}

/** Whether a relay's refusal asks for AUTH first (NIP-42). */
export function wantsAuth(reason: unknown): boolean {
  const words = reason instanceof Error ? reason.message : reason
  return typeof words === 'string' && words.startsWith('auth-required:')
}
