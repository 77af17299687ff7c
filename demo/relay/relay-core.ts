import { type Event, type Filter, type IncomingMessage, LogLevel } from '@nostr-relay/common'
import { NostrRelay } from '@nostr-relay/core'
import { Validator } from '@nostr-relay/validator'
import { authenticate, refusedEvent, refusedQuestion } from './admission.ts'
import type { RelayClient } from './client.ts'
import { EventStore } from './event-store.ts'
import { maxContent } from './information.ts'
import { type RelaySwitches, relayTime } from './switches.ts'
import { Traffic } from './traffic.ts'

export interface RelayCoreOptions {
  readonly events?: readonly Event[]
  switches(): RelaySwitches
  refuse?(event: Event): string | undefined
  lose?(event: Event): boolean
}

/** Loses what it should keep, where it is told to. */
class LossyStore extends EventStore {
  readonly #lose: (event: Event) => boolean

  constructor({ switches, lose }: RelayCoreOptions) {
    super({ now: () => relayTime(switches()), isStale: () => switches().stale ?? false })
    this.#lose = event => (switches().lose ?? false) || (lose?.(event) ?? false)
  }

  override upsert(event: Event): { isDuplicate: boolean } {
    return this.#lose(event) ? { isDuplicate: false } : super.upsert(event)
  }

  override async deleteByDeletionRequest(request: Event): Promise<void> {
    if (!this.#lose(request)) await super.deleteByDeletionRequest(request)
  }

  plant(event: Event): void {
    super.upsert(event)
  }
}

/** What a relay does with the messages of its clients: `@nostr-relay/core`, with the switches before it. */
export class RelayCore {
  readonly store: EventStore
  readonly traffic: Traffic
  readonly #options: RelayCoreOptions
  readonly #store: LossyStore
  readonly #relay: NostrRelay
  readonly #validator = new Validator({ maxContentLength: maxContent })

  constructor(options: RelayCoreOptions) {
    this.#options = options
    this.#store = new LossyStore(options)
    this.store = this.#store
    for (const event of options.events ?? []) this.#store.plant(event)
    this.traffic = new Traffic(() => relayTime(options.switches()))
    this.#relay = createRelay(this.store)
  }

  connected(client: RelayClient): void {
    this.#relay.handleConnection(client)
    if (this.#options.switches().auth) client.send(JSON.stringify(['AUTH', client.challenge]))
  }

  disconnected(client: RelayClient): void {
    this.#relay.handleDisconnect(client)
  }

  /** Answers a client's message; one that is not of the protocol with a notice. */
  handle(client: RelayClient, text: string): void {
    this.traffic.frames.push(text)
    this.#answer(client, text).catch(error => client.send(JSON.stringify(['NOTICE', String(error)])))
  }

  forget(): void {
    void this.store.destroy()
  }

  plant(event: Event): void {
    this.#store.plant(event)
    void this.#relay.broadcast(event)
  }

  async #answer(client: RelayClient, text: string): Promise<void> {
    const message = await this.#validator.validateIncomingMessage(text)
    client.asked(message)
    const refusal = this.#refusal(client, message)
    if (refusal) client.send(JSON.stringify(refusal))
    else await this.#relay.handleMessage(client, message)
  }

  /** The answer to what the core never gets to see. */
  #refusal(client: RelayClient, message: IncomingMessage): unknown[] | undefined {
    const switches = this.#options.switches()
    switch (message[0]) {
      case 'EVENT': {
        const [, event] = message
        this.traffic.receive(event)
        const reason = this.#options.refuse?.(event) ?? refusedEvent(event, client, { ...this, switches })
        if (reason === undefined) this.traffic.take()
        return reason === undefined ? undefined : ['OK', event.id, false, reason]
      }
      case 'REQ': {
        const [, id, ...filters] = message
        const reason = refusedQuestion(filters, client, switches)
        return reason === undefined ? undefined : ['CLOSED', id, reason]
      }
      case 'AUTH':
        return switches.auth && authenticate(message[1], client)
      default:
        return undefined
    }
  }
}

function createRelay(store: EventStore): NostrRelay {
  const relay = new NostrRelay(store, {
    logLevel: LogLevel.ERROR,
    // With these caches on, a read just after a write gives the old event, and a forged copy shuts out the genuine one.
    filterResultCacheTtl: 0,
    eventHandlingResultCacheTtl: 0,
  })
  return relay.register({
    handleMessage(context, message, next) {
      // The core listens for new events only after EOSE: one that comes while it looks up the stored ones would be missed.
      if (message[0] === 'REQ') context.subscriptions.set(message[1], message.slice(2) as Filter[])
      return next()
    },
  })
}
