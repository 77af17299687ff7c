import type { Event } from 'nostr-tools/pure'
import { fitsSlot, slotOf } from './slot.ts'

/** Far more than a household's devices fill. Relays give the newest first, so it is old ones that do not fit. */
export const mostSlots = 500

/**
 * Events that wait to be read: the newest of each slot, of at most `mostSlots` slots. Together with the size that
 * `fitsSlot` allows, that bounds what a relay can make this device hold, at 31 MB.
 */
export class WaitingSlots {
  readonly #events = new Map<string, Event>()
  readonly #mostCharacters: number
  #characters = 0

  /** `mostCharacters`: of all contents together. */
  constructor(mostCharacters = Number.POSITIVE_INFINITY) {
    this.#mostCharacters = mostCharacters
  }

  /**
   * Keeps the event, `added` or in place of an older one of its slot. Else it is `stale` (as new a one waits) or `refused`
   * (it fills no slot, or there are too many).
   */
  put(event: Event): 'added' | 'replaced' | 'stale' | 'refused' {
    const slot = slotOf(event)
    if (slot === undefined || !fitsSlot(event)) return 'refused'
    const known = this.#events.get(slot)
    if (known && known.created_at >= event.created_at) return 'stale'
    if (!known && this.#events.size >= mostSlots) return 'refused'
    const characters = this.#characters + event.content.length - (known?.content.length ?? 0)
    if (characters > this.#mostCharacters) return 'refused'
    this.#characters = characters
    this.#events.set(slot, event)
    return known ? 'replaced' : 'added'
  }

  /** Takes out the event whose slot came first. */
  take(): Event | undefined {
    for (const [slot, event] of this.#events) {
      this.#events.delete(slot)
      this.#characters -= event.content.length
      return event
    }
    return undefined
  }

  /** What waits, newest first. */
  newestFirst(): Event[] {
    return [...this.#events.values()].sort((a, b) => b.created_at - a.created_at)
  }

  clear(): void {
    this.#events.clear()
    this.#characters = 0
  }
}
