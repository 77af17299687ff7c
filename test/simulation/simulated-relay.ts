import { type Filter, matchFilters } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'
import { eventKinds } from '../../background/network/cart-signer.ts'
import type { Signatures } from '../../background/network/signatures.ts'
import type { RelayFault } from './faults.ts'
import type { Random } from './random.ts'
import { RelayStore } from './relay-store.ts'

/** A client's end of a connection, as the relay sees it. */
export interface RelayClient {
  send(frame: string): void
}

interface Session {
  readonly client: RelayClient
  readonly challenge: string
  readonly subscriptions: Map<string, Filter[]>
  isKnown: boolean
}

export interface SimulatedRelayOptions {
  readonly url: string
  readonly random: Random
  readonly signatures: Signatures
  now(): number
  /** An event that was given to it, and what it answered. */
  onEvent(event: Event, ok: boolean): void
}

/** strfry's default (rejectEventsNewerThanSeconds). */
const mostAheadSeconds = 900
const sizeLimit = 6_000
/** How long a question, its answer and the next news take at most. */
const newsMs = 2_000
const slowNewsMs = 40_000
const ephemeral = (kind: number): boolean => kind >= 20_000 && kind < 30_000

/** A Nostr relay in memory (NIP-01, 09, 40, 42) that can be given a fault. */
export class SimulatedRelay {
  readonly url: string
  readonly #store = new RelayStore()
  readonly #options: SimulatedRelayOptions
  readonly #sessions = new Map<RelayClient, Session>()
  #fault: RelayFault | undefined
  #slowUntil = Number.NEGATIVE_INFINITY
  #staleUntil = Number.NEGATIVE_INFINITY
  #emptiedAt = Number.NEGATIVE_INFINITY

  constructor(options: SimulatedRelayOptions) {
    this.#options = options
    this.url = options.url
  }

  get fault(): RelayFault | undefined {
    return this.#fault
  }

  set fault(fault: RelayFault | undefined) {
    if (this.#fault === 'slow') this.#slowUntil = this.#options.now()
    if (this.#fault === 'stale') this.#staleUntil = this.#options.now()
    this.#fault = fault
  }

  /** When it last lost all it had, ms since 1970. */
  get emptiedAt(): number {
    return this.#emptiedAt
  }

  /** Until when it said it had other things than it has, ms since 1970. */
  get staleUntil(): number {
    return this.#fault === 'stale' ? this.#options.now() : this.#staleUntil
  }

  empty(): void {
    this.#store.clear()
    this.#emptiedAt = this.#options.now()
  }

  /** All that it has, whatever it would say, and what it had until so shortly that devices cannot have heard. */
  events(): Event[] {
    const now = this.#options.now()
    const isSlow = this.fault === 'slow' || this.#slowUntil > now - slowNewsMs
    return this.#store
      .since(now - (isSlow ? slowNewsMs : newsMs))
      .filter(({ kind }) => kind === eventKinds.slot)
  }

  connected(client: RelayClient): void {
    const session: Session = {
      client,
      challenge: this.#options.random.hex(16),
      subscriptions: new Map(),
      isKnown: false,
    }
    this.#sessions.set(client, session)
    if (this.fault === 'auth') send(session, 'AUTH', session.challenge)
  }

  disconnected(client: RelayClient): void {
    this.#sessions.delete(client)
  }

  received(client: RelayClient, frame: string): void {
    const session = this.#sessions.get(client)
    if (!session || this.fault === 'silent') return
    const [type, ...rest] = JSON.parse(frame) as [string, ...unknown[]]
    if (type === 'EVENT') this.#event(session, rest[0] as Event)
    else if (type === 'AUTH') this.#auth(session, rest[0] as Event)
    else if (type === 'CLOSE') session.subscriptions.delete(rest[0] as string)
    else if (type === 'REQ') this.#request(session, rest[0] as string, rest.slice(1) as Filter[])
    else send(session, 'NOTICE', 'ERROR: bad msg')
  }

  get #nowSeconds(): number {
    return Math.floor(this.#options.now() / 1000)
  }

  #event(session: Session, event: Event): void {
    const refusal = this.#refusal(session, event)
    const answer = refusal !== undefined ? { ok: false, words: refusal, isNew: false } : this.#take(event)
    this.#options.onEvent(event, answer.ok)
    send(session, 'OK', event.id, answer.ok, answer.words)
    if (answer.isNew) this.#passOn(event)
  }

  #take(event: Event): { ok: boolean; words: string; isNew: boolean } {
    if (ephemeral(event.kind) || this.fault === 'loses') return { ok: true, words: '', isNew: true }
    return this.#store.put(event, this.#options.now())
  }

  #refusal(session: Session, event: Event): string | undefined {
    if (this.fault === 'auth' && !session.isKnown)
      return 'auth-required: we only accept events from known keys'
    if (this.fault === 'rate-limits') return 'rate-limited: slow down there chief'
    if (this.fault === 'size-limit' && event.content.length > sizeLimit) return 'invalid: event too large'
    if (!this.#options.signatures.verify(event)) return 'invalid: bad signature'
    if (event.created_at > this.#nowSeconds + mostAheadSeconds) return 'invalid: created_at too late'
    return undefined
  }

  #passOn(event: Event): void {
    for (const session of this.#sessions.values()) {
      for (const [id, filters] of session.subscriptions) {
        if (matchFilters(filters, event)) this.#give(session, id, event)
      }
    }
  }

  #auth(session: Session, event: Event): void {
    const tags = new Map(event.tags.map(tag => [tag[0], tag[1]]))
    const isRight = event.kind === 22_242 && tags.get('challenge') === session.challenge
    session.isKnown = isRight && this.#options.signatures.verify(event)
    send(session, 'OK', event.id, session.isKnown, session.isKnown ? '' : 'invalid: wrong challenge')
  }

  #request(session: Session, id: string, filters: Filter[]): void {
    if (this.fault === 'auth' && !session.isKnown) {
      send(session, 'CLOSED', id, 'auth-required: we cannot serve this to unknown keys')
      return
    }
    const found =
      this.fault === 'stale'
        ? this.#store.findOlder(filters, this.#nowSeconds)
        : this.#store.find(filters, this.#nowSeconds)
    const { random } = this.#options
    const events = this.fault === 'repeats' ? random.shuffled([...found, ...found]) : found
    if (this.fault === 'closes') {
      for (const event of events.slice(0, random.below(events.length + 1))) sendEvent(session, id, event)
      send(session, 'CLOSED', id, 'error: shutting down idle subscription')
      return
    }
    session.subscriptions.set(id, filters)
    for (const event of events) this.#give(session, id, event)
    send(session, 'EOSE', id)
  }

  #give(session: Session, id: string, event: Event): void {
    sendEvent(session, id, event)
    if (this.fault !== 'forges') return
    const at = this.#options.random.below(event.content.length)
    const content = `${event.content.slice(0, at)}${event.content[at] === 'A' ? 'B' : 'A'}${event.content.slice(at + 1)}`
    send(session, 'EVENT', id, { ...event, content })
  }
}

function send({ client }: Session, ...message: unknown[]): void {
  client.send(JSON.stringify(message))
}

const texts = new WeakMap<Event, string>()

/** The same event goes to many: it is written as JSON once. */
function sendEvent({ client }: Session, id: string, event: Event): void {
  const text = texts.get(event) ?? JSON.stringify(event)
  texts.set(event, text)
  client.send(`["EVENT",${JSON.stringify(id)},${text}]`)
}
