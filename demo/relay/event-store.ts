import { type Event, EventRepository, EventType, EventUtils, type Filter } from '@nostr-relay/common'

/** What is kept of one slot: its newest version, and the oldest for a relay that serves stale ones. */
interface Slot {
  readonly oldest: Event
  readonly newest: Event
}

export interface EventStoreOptions {
  /** ms since 1970: what expired by then is not served (NIP-40). */
  now(): number
  /** Whether it serves the oldest version of each slot. */
  isStale(): boolean
}

/** The slot that an event takes (NIP-01): its own, or for replaceable and addressable kinds one shared with its older versions. */
function slotOf(event: Event): string {
  const author = EventUtils.getAuthor(event)
  switch (EventUtils.getType(event.kind)) {
    case EventType.REPLACEABLE:
    case EventType.PARAMETERIZED_REPLACEABLE:
      return `${event.kind}:${author}:${EventUtils.extractDTagValue(event)}`
    default:
      return event.id
  }
}

/** Negative when `a` comes first: newest first, among equals the lowest id (NIP-01). */
function byAge(a: Event, b: Event): number {
  return b.created_at - a.created_at || (a.id < b.id ? -1 : Number(a.id > b.id))
}

function matchesTags(event: Event, filter: Filter): boolean {
  return Object.entries(filter).every(([name, values]) => {
    if (!name.startsWith('#') || !Array.isArray(values)) return true
    return event.tags.some(([tag, value]) => tag === name.slice(1) && values.some(wanted => wanted === value))
  })
}

/** Events in memory: the newest of each slot. */
export class EventStore extends EventRepository {
  readonly #options: EventStoreOptions
  readonly #slots = new Map<string, Slot>()
  /** By deleted address or event id, behind the author's key: the newest `created_at` that the deletion covers. */
  readonly #deletions = new Map<string, number>()

  constructor(options: EventStoreOptions) {
    super()
    this.#options = options
  }

  /** The newest of each slot, newest first. */
  get events(): Event[] {
    return Array.from(this.#slots.values(), ({ newest }) => newest).sort(byAge)
  }

  isSearchSupported(): boolean {
    return false
  }

  upsert(event: Event): { isDuplicate: boolean } {
    const key = slotOf(event)
    const slot = this.#slots.get(key)
    if (this.isDeleted(event) || this.isReplaced(event)) return { isDuplicate: true }
    this.#slots.set(key, { oldest: slot?.oldest ?? event, newest: event })
    return { isDuplicate: false }
  }

  /** Whether it has this event, or a newer version of its slot. */
  isReplaced(event: Event): boolean {
    const kept = this.#slots.get(slotOf(event))
    return kept !== undefined && byAge(kept.newest, event) <= 0
  }

  /** Whether its author asked to delete it, or its slot up to its date (NIP-09). */
  isDeleted(event: Event): boolean {
    const covers = (what: string): boolean =>
      event.created_at <= (this.#deletions.get(`${event.pubkey} ${what}`) ?? Number.NEGATIVE_INFINITY)
    return covers(event.id) || covers(slotOf(event))
  }

  override async deleteByDeletionRequest(request: Event): Promise<void> {
    for (const [name, what = ''] of request.tags) {
      if (name === 'e') this.#deletions.set(`${request.pubkey} ${what}`, Number.POSITIVE_INFINITY)
      if (name !== 'a') continue
      const key = `${request.pubkey} ${what}`
      this.#deletions.set(key, Math.max(request.created_at, this.#deletions.get(key) ?? 0))
    }
    for (const [key, { oldest, newest }] of this.#slots) {
      if (this.isDeleted(newest)) this.#slots.delete(key)
      else if (this.isDeleted(oldest)) this.#slots.set(key, { oldest: newest, newest })
    }
    this.upsert(request)
  }

  find(filter: Filter): Event[] {
    const found = this.#served.filter(
      event => EventUtils.isMatchingFilter(event, filter) && matchesTags(event, filter),
    )
    return found.slice(0, filter.limit ?? found.length)
  }

  async destroy(): Promise<void> {
    this.#slots.clear()
    this.#deletions.clear()
  }

  get #served(): Event[] {
    const seconds = this.#options.now() / 1000
    const events = this.#options.isStale()
      ? Array.from(this.#slots.values(), ({ oldest }) => oldest).sort(byAge)
      : this.events
    return events.filter(event => (EventUtils.extractExpirationTimestamp(event) ?? seconds) >= seconds)
  }
}
