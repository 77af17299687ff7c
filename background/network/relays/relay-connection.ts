import type { Filter } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import type { CartSigner } from '../cart-signer.ts'
import type { Cancel, NetworkEnvironment } from '../environment.ts'
import type { RelayLimits } from '../protocol.ts'
import { within } from '../within.ts'
import { Backoff } from './backoff.ts'
import { answerMs, CartRelay, wantsAuth } from './cart-relay.ts'
import { areStale, readRelayLimits } from './nip11.ts'
import { heldBy, publishTo } from './relay-questions.ts'
import { relayWords } from './relay-words.ts'

/** Something that is asked of every relay, anew on each connection, and stays open. Filters name their author. */
export interface RelaySubscriber {
  /**
   * The relay is of use without an answer: that it refuses, or says nothing, is no failure, and it is asked again on its next
   * connection.
   */
  readonly isOptional?: true
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
  /** What is remembered of a relay's own word on its limits, and where a new one goes. */
  limitsOf?(url: string): RelayLimits | undefined
  onLimits?(url: string, limits: RelayLimits): void
}

const connectMs = 30_000

/*
 * connecting --open--> connected --closed or silent--> failed --backoff of 1-60 s, or retry()--> connecting
 *              connected --one question refused--> failed --backoff, asked again and answered--> connected
 *              connected --one refused that is optional--> connected, and asked again on the next connection
 *              connected --AUTH asked for--> connected, answered with the cart's key, and asked again
 *
 * nostr-tools' own `enableReconnect` is not used: it asks only for events newer than the newest it saw, so that one
 * member's fast clock hides the others' events, and it gives up when the first attempt fails. Here each connection
 * is a new CartRelay which asks for everything.
 */
export class RelayConnection {
  readonly url: string
  readonly #options: RelayConnectionOptions
  readonly #backoff = new Backoff(1_000, 60_000)
  #relay: CartRelay | undefined
  #status: ConnectionStatus
  #limits: RelayLimits | undefined
  #cancels = new Set<Cancel>()
  #closed = false

  constructor(options: RelayConnectionOptions) {
    this.#options = options
    this.url = options.url
    this.#limits = options.limitsOf?.(options.url)
    this.#status = { url: options.url, state: 'connecting' }
    void this.#connect()
  }

  get status(): ConnectionStatus {
    return this.#status
  }

  get isOpen(): boolean {
    return this.#relay?.connected ?? false
  }

  /** What the relay says it takes (NIP-11); undefined until that is known. */
  get limits(): RelayLimits | undefined {
    return this.#limits
  }

  /** Tries at once if it is waiting for the next attempt. */
  retry(): void {
    if (this.#status.state !== 'failed' || this.isOpen || this.#closed) return
    this.#backoff.reset()
    void this.#connect()
  }

  /** Resolves when the relay said OK, which alone does not mean that it has the event. Rejects with its words. */
  async publish(event: Event): Promise<void> {
    await publishTo(this.#opened(), event, this.#options.environment)
  }

  /** Asks the relay for an event by its id. Rejects when it does not answer. */
  async holds(event: Event): Promise<boolean> {
    return (await this.holdsAll([event])).has(event.id)
  }

  /** Asks the relay for events of one author by their ids, and answers the ids that it gave. Rejects when it does not answer. */
  async holdsAll(events: readonly Event[]): Promise<ReadonlySet<string>> {
    return heldBy(this.#opened(), events, this.#options.environment)
  }

  close(): void {
    this.#closed = true
    this.#drop()
  }

  #opened(): CartRelay {
    if (!this.#relay?.connected) throw new Error('not connected')
    return this.#relay
  }

  async #connect(): Promise<void> {
    this.#drop()
    const { environment, signer, subscribers } = this.#options
    const relay = new CartRelay(this.url, {
      environment,
      signer,
      onInvalid: () => {
        for (const subscriber of subscribers) subscriber.invalid?.()
      },
    })
    relay.onnotice = notice => console.debug(`${this.url}: ${relayWords(notice)}`)
    this.#relay = relay
    this.#setStatus({ url: this.url, state: 'connecting' })
    try {
      await within(environment, connectMs, relay.connect())
    } catch (reason) {
      this.#fail(relay, reason)
      return
    }
    if (this.#relay !== relay) return
    relay.onclose = () => this.#fail(relay, 'connection closed')
    this.#setStatus({ url: this.url, state: 'connected' })
    for (const subscriber of subscribers) this.#subscribe(relay, subscriber)
    void this.#learnLimits()
  }

  async #learnLimits(): Promise<void> {
    const { environment, onLimits } = this.#options
    if (!areStale(this.#limits, environment.now())) return
    this.#limits = await readRelayLimits(this.url, environment)
    onLimits?.(this.url, this.#limits)
  }

  #subscribe(relay: CartRelay, subscriber: RelaySubscriber, wasAuthenticated = false): void {
    subscriber.asked?.(this)
    let gaveAny = false
    let isOver = false
    const silence = this.#after(answerMs, () => {
      if (!subscriber.isOptional) {
        this.#fail(relay, 'no answer')
        return
      }
      isOver = true
      subscription.close()
    })
    const again = (): void => {
      isOver = true
      silence()
      subscription.close()
      if (this.#relay === relay && relay.connected) this.#subscribe(relay, subscriber, true)
    }
    const subscription = relay.subscribe(subscriber.filters(), {
      // Above our own limit: nostr-tools reports its timeout as if the relay had answered.
      eoseTimeout: answerMs * 2,
      onevent: event => {
        gaveAny = true
        subscriber.event(event, this)
      },
      oninvalidevent: () => subscriber.invalid?.(),
      oneose: () => {
        silence()
        // nostr-tools also says so of a question that was closed long ago.
        if (isOver || this.#relay !== relay) return
        if (!subscriber.isOptional) {
          this.#backoff.reset()
          this.#setStatus({ url: this.url, state: 'connected' })
        }
        subscriber.stored?.(this)
      },
      onclose: reason => {
        silence()
        // With the connection gone, the relay's own `onclose` takes over.
        if (isOver || this.#relay !== relay || !relay.connected) return
        isOver = true
        if (wantsAuth(reason) && !wasAuthenticated) this.#subscribeAuthenticated(relay, subscriber, reason)
        else this.#refused(relay, subscriber, reason)
      },
    })
    // Some relays give strangers nothing without a word, and a stranger is who asks before it has proved its key.
    if (wasAuthenticated) return
    relay.authenticated.then(
      () => {
        if (!isOver && !gaveAny) again()
      },
      () => {},
    )
  }

  /** The relay wants to know who asks: it is asked again as soon as it took the cart's answer. */
  #subscribeAuthenticated(relay: CartRelay, subscriber: RelaySubscriber, reason: unknown): void {
    within(this.#options.environment, answerMs, relay.authenticated).then(
      () => {
        if (this.#relay === relay && relay.connected) this.#subscribe(relay, subscriber, true)
      },
      () => {
        if (this.#relay === relay && relay.connected) this.#refused(relay, subscriber, reason)
      },
    )
  }

  /** The relay ended one subscription (CLOSED) but not the connection. */
  #refused(relay: CartRelay, subscriber: RelaySubscriber, reason: unknown): void {
    if (subscriber.isOptional) {
      console.debug(`${this.url} does not answer an optional question: ${relayWords(reason)}`)
      return
    }
    this.#setStatus({ url: this.url, state: 'failed', problem: relayWords(reason) })
    this.#after(this.#nextWait(), () => {
      if (this.#relay === relay && relay.connected) this.#subscribe(relay, subscriber)
    })
  }

  #nextWait(): number {
    return this.#backoff.next(this.#options.environment.random())
  }

  #fail(relay: CartRelay, reason: unknown): void {
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
