import { type Filter, matchFilters } from 'nostr-tools/filter'
import type { Event } from 'nostr-tools/pure'

/** What a relay answers to an event it was given, in strfry's words. */
export interface Stored {
  readonly ok: boolean
  readonly words: string
  readonly isNew: boolean
}

const stored: Stored = { ok: true, words: '', isNew: true }

function refused(words: string): Stored {
  return { ok: false, words, isNew: false }
}

function tagValues({ tags }: Event, name: string): string[] {
  return tags.flatMap(tag => (tag[0] === name && tag[1] !== undefined ? [tag[1]] : []))
}

/** NIP-01: kind, author and `d` of an addressable event. */
function addressOf(event: Event): string {
  return `${event.kind}:${event.pubkey}:${tagValues(event, 'd')[0] ?? ''}`
}

/** Seconds since 1970 (NIP-40). */
function expiryOf(event: Event): number {
  return Number(tagValues(event, 'expiration')[0] ?? Number.POSITIVE_INFINITY)
}

/** Newest first; of two of the same second the one with the lesser id (NIP-01). */
function newestFirst(a: Event, b: Event): number {
  return b.created_at - a.created_at || (a.id < b.id ? -1 : 1)
}

/** How long what went is remembered. */
const goneMs = 60_000

/** The events of a relay: one for each address, without those that expired (NIP-40) or were deleted (NIP-09). */
export class RelayStore {
  readonly #events = new Map<string, Event>()
  /** What stood at an address before. */
  readonly #older = new Map<string, Event>()
  /** Until when, in seconds since 1970, events at an address were deleted. */
  readonly #deletedUntil = new Map<string, number>()
  readonly #deletedIds = new Set<string>()
  /** What went in the last minute, oldest first, and when: ms since 1970. */
  #gone: { readonly event: Event; readonly at: number }[] = []

  /** `now` in ms since 1970. */
  put(event: Event, now: number): Stored {
    const nowSeconds = now / 1000
    if (expiryOf(event) < nowSeconds) return refused('invalid: event expired')
    if (event.kind === 5) return this.#delete(event, now)
    const address = addressOf(event)
    if (this.#deletedIds.has(event.id) || event.created_at <= (this.#deletedUntil.get(address) ?? 0)) {
      return refused('deleted: user requested deletion')
    }
    const known = this.#events.get(address)
    if (known?.id === event.id) return { ok: true, words: 'duplicate: have this event', isNew: false }
    if (known && newestFirst(known, event) < 0) return refused('replaced: have newer event')
    if (known) {
      this.#older.set(address, known)
      this.#goes(known, now)
    }
    this.#events.set(address, event)
    return stored
  }

  #delete(deletion: Event, now: number): Stored {
    for (const id of tagValues(deletion, 'e')) {
      this.#deletedIds.add(id)
      for (const [address, event] of this.#events) {
        if (event.id === id && event.pubkey === deletion.pubkey) this.#remove(address, event, now)
      }
    }
    for (const address of tagValues(deletion, 'a')) {
      if (address.split(':')[1] !== deletion.pubkey) continue
      const until = Math.max(this.#deletedUntil.get(address) ?? 0, deletion.created_at)
      this.#deletedUntil.set(address, until)
      const known = this.#events.get(address)
      if (known && known.created_at <= until) this.#remove(address, known, now)
    }
    return stored
  }

  #remove(address: string, event: Event, now: number): void {
    this.#events.delete(address)
    this.#goes(event, now)
  }

  #goes(event: Event, now: number): void {
    this.#gone = this.#gone.filter(({ at }) => at > now - goneMs)
    this.#gone.push({ event, at: now })
  }

  /** All that it has, and what it had since `since` (ms since 1970, at most a minute ago). */
  since(since: number): Event[] {
    return [...this.#events.values(), ...this.#gone.flatMap(({ event, at }) => (at >= since ? [event] : []))]
  }

  find(filters: Filter[], nowSeconds: number): Event[] {
    return matching([...this.#events.values()], filters, nowSeconds)
  }

  /** As it was before the newest write to each address. */
  findOlder(filters: Filter[], nowSeconds: number): Event[] {
    const events = [...this.#events].map(([address, event]) => this.#older.get(address) ?? event)
    return matching(events, filters, nowSeconds)
  }

  clear(): void {
    this.#events.clear()
    this.#older.clear()
    this.#gone = []
    this.#deletedUntil.clear()
    this.#deletedIds.clear()
  }
}

/** What each filter asks for; its limit is its own (NIP-01). */
function matching(events: readonly Event[], filters: Filter[], nowSeconds: number): Event[] {
  const alive = events.filter(event => expiryOf(event) >= nowSeconds).sort(newestFirst)
  const found = filters.flatMap(({ limit, ...filter }) =>
    alive.filter(event => matchFilters([filter], event)).slice(0, limit),
  )
  return [...new Set(found)]
}
