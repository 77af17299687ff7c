import { type Event, EventRepository, EventType, EventUtils, type Filter } from '@nostr-relay/common'

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
  readonly #slots = new Map<string, Event>()

  get events(): Event[] {
    return [...this.#slots.values()].sort(byAge)
  }

  isSearchSupported(): boolean {
    return false
  }

  upsert(event: Event): { isDuplicate: boolean } {
    const slot = slotOf(event)
    const kept = this.#slots.get(slot)
    if (kept && byAge(kept, event) <= 0) return { isDuplicate: true }
    this.#slots.set(slot, event)
    return { isDuplicate: false }
  }

  find(filter: Filter): Event[] {
    const found = this.events.filter(
      event => EventUtils.isMatchingFilter(event, filter) && matchesTags(event, filter),
    )
    return found.slice(0, filter.limit ?? found.length)
  }

  async destroy(): Promise<void> {
    this.#slots.clear()
  }
}
