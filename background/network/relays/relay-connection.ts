import { AbstractRelay } from 'nostr-tools/abstract-relay'
import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import type { CartSigner } from '../cart-signer.ts'
import type { Cancel, NetworkEnvironment } from '../environment.ts'
import { Backoff } from './backoff.ts'
import { relayWords } from './relay-words.ts'

/** Something that is asked of every relay, anew on each connection, and stays open. Filters name their author. */
export interface RelaySubscriber {
  filters(): Filter[]
  /** A question was sent: what the relay said before no longer counts. */
  asked?(relay: RelayConnection): void
  /** An event that matches the filters, with a valid signature. */
  event(event: Event, relay: RelayConnection): void
  /** An event that a relay should not have sent: forged, or not asked for. */
  invalid?(): void
  /** The relay has sent all that it stored (EOSE); what comes now is live. */
  stored?(relay: RelayConnection): void
  lost?(relay: RelayConnection): void
}

/** How the connection to one relay is. `problem`: why the last attempt failed, at most `limits.relayWords` characters. */
export interface ConnectionStatus {
  readonly url: string
  readonly state: 'connecting' | 'connected' | 'failed'
  readonly problem?: string
}

export interface RelayConnectionOptions {
  readonly url: string
  readonly environment: NetworkEnvironment
  readonly signer: CartSigner
  readonly subscribers: readonly RelaySubscriber[]
  onStatus(): void
}

const connectMs = 10_000
const pingMs = 20_000
const answerMs = 20_000

/*
 * connecting --open--> connected --closed or silent--> failed --backoff of 1-60 s, or retry()--> connecting
 *              connected --one question refused--> failed --backoff, asked again and answered--> connected
 *
 * nostr-tools' own `enableReconnect` is not used: it asks only for events newer than the newest it saw, so that one
 * member's fast clock hides the others' events, and it gives up when the first attempt fails. Here each connection
 * is a new AbstractRelay which asks for everything.
 */
export class RelayConnection {
  readonly url: string
  readonly #options: RelayConnectionOptions
  readonly #backoff = new Backoff(1_000, 60_000)
  #relay: AbstractRelay | undefined
  #status: ConnectionStatus
  #cancels = new Set<Cancel>()
  #closed = false

  constructor(options: RelayConnectionOptions) {
    this.#options = options
    this.url = options.url
    this.#status = { url: options.url, state: 'connecting' }
    void this.#connect()
  }

  get status(): ConnectionStatus {
    return this.#status
  }

  get isOpen(): boolean {
    return this.#relay?.connected ?? false
  }

  /** Tries at once if it is waiting for the next attempt. */
  retry(): void {
    if (this.#status.state !== 'failed' || this.isOpen || this.#closed) return
    this.#backoff.reset()
    void this.#connect()
  }

  /** Resolves when the relay said OK, which alone does not mean that it has the event. Rejects with its words. */
  async publish(event: Event): Promise<void> {
    await this.#opened().publish(event)
  }

  /** Asks the relay for an event by its id. Rejects when it does not answer. */
  holds(event: Event): Promise<boolean> {
    const relay = this.#opened()
    return new Promise((resolve, reject) => {
      let found = false
      const subscription = relay.subscribe([{ ids: [event.id], authors: [event.pubkey] }], {
        eoseTimeout: answerMs * 2,
        onevent: () => {
          found = true
        },
        oneose: () => {
          resolve(found)
          subscription.close()
        },
        onclose: reason => {
          silence()
          reject(new Error(relayWords(reason)))
        },
      })
      const silence = this.#after(answerMs, () => subscription.close('no answer'))
    })
  }

  close(): void {
    this.#closed = true
    this.#drop()
  }

  #opened(): AbstractRelay {
    if (!this.#relay?.connected) throw new Error('not connected')
    return this.#relay
  }

  async #connect(): Promise<void> {
    this.#drop()
    const { environment, signer } = this.#options
    const relay = new AbstractRelay(this.url, {
      verifyEvent: environment.signatures.verify,
      websocketImplementation: environment.webSocket,
      enablePing: true,
    })
    relay.pingFrequency = pingMs
    relay.onauth = template => Promise.resolve(signer.sign(template))
    relay.onnotice = notice => console.debug(`${this.url}: ${relayWords(notice)}`)
    this.#relay = relay
    this.#setStatus({ url: this.url, state: 'connecting' })
    try {
      await relay.connect({ timeout: connectMs })
    } catch (reason) {
      this.#fail(relay, reason)
      return
    }
    if (this.#relay !== relay) return
    relay.onclose = () => this.#fail(relay, 'connection closed')
    this.#setStatus({ url: this.url, state: 'connected' })
    for (const subscriber of this.#options.subscribers) this.#subscribe(relay, subscriber)
  }

  #subscribe(relay: AbstractRelay, subscriber: RelaySubscriber): void {
    subscriber.asked?.(this)
    const silence = this.#after(answerMs, () => this.#fail(relay, 'no answer'))
    relay.subscribe(subscriber.filters(), {
      // Above our own limit: nostr-tools reports its timeout as if the relay had answered.
      eoseTimeout: answerMs * 2,
      onevent: event => subscriber.event(event, this),
      oninvalidevent: () => subscriber.invalid?.(),
      oneose: () => {
        silence()
        if (this.#relay !== relay) return
        this.#backoff.reset()
        this.#setStatus({ url: this.url, state: 'connected' })
        subscriber.stored?.(this)
      },
      onclose: reason => {
        silence()
        // With the connection gone, the relay's own `onclose` takes over.
        if (this.#relay === relay && relay.connected) this.#refused(relay, subscriber, reason)
      },
    })
  }

  /**
   * The relay ended one subscription (CLOSED) but not the connection. If it wants AUTH, nostr-tools answers that as
   * soon as the challenge is there, on this connection.
   */
  #refused(relay: AbstractRelay, subscriber: RelaySubscriber, reason: unknown): void {
    this.#setStatus({ url: this.url, state: 'failed', problem: relayWords(reason) })
    this.#after(this.#nextWait(), () => {
      if (this.#relay === relay && relay.connected) this.#subscribe(relay, subscriber)
    })
  }

  #nextWait(): number {
    return this.#backoff.next(this.#options.environment.random())
  }

  #fail(relay: AbstractRelay, reason: unknown): void {
    if (this.#relay !== relay || this.#closed) return
    this.#drop()
    this.#setStatus({ url: this.url, state: 'failed', problem: relayWords(reason) })
    for (const subscriber of this.#options.subscribers) subscriber.lost?.(this)
    this.#after(this.#nextWait(), () => void this.#connect())
  }

  #drop(): void {
    const relay = this.#relay
    this.#relay = undefined
    for (const cancel of this.#cancels) cancel()
    this.#cancels.clear()
    if (!relay) return
    relay.onclose = null
    relay.close()
  }

  #after(ms: number, run: () => void): Cancel {
    const stop = this.#options.environment.after(ms, () => {
      this.#cancels.delete(cancel)
      run()
    })
    const cancel = (): void => {
      this.#cancels.delete(cancel)
      stop()
    }
    this.#cancels.add(cancel)
    return cancel
  }

  #setStatus(status: ConnectionStatus): void {
    this.#status = status
    this.#options.onStatus()
  }
}
