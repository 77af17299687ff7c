import type { Event } from 'nostr-tools/pure'
import type { SlotRelay } from './slot-relay.ts'

/** More than a household's devices write while one question is answered. */
const mostWaiting = 32

/**
 * Asks a relay for events that it sent live: that shows that it passed them on, not that it kept them. One question at a
 * time, for all that came meanwhile. Where too many wait, the relay counts as lacking them, and is written to.
 */
export class Confirmations {
  readonly #relay: SlotRelay
  readonly #onHeld: (event: Event) => void
  readonly #waiting = new Map<string, Event>()
  #isAsking = false

  constructor(relay: SlotRelay, onHeld: (event: Event) => void) {
    this.#relay = relay
    this.#onHeld = onHeld
  }

  get isAsking(): boolean {
    return this.#isAsking
  }

  confirm(event: Event): void {
    if (!this.#relay.isOpen || this.#waiting.size >= mostWaiting) return
    this.#waiting.set(event.id, event)
    if (!this.#isAsking) void this.#askAll()
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true
    while (this.#waiting.size > 0) {
      const events = [...this.#waiting.values()]
      this.#waiting.clear()
      await this.#ask(events)
    }
    this.#isAsking = false
  }

  async #ask(events: readonly Event[]): Promise<void> {
    try {
      const held = await this.#relay.holdsAll(events)
      for (const event of events) if (held.has(event.id)) this.#onHeld(event)
    } catch (error) {
      console.debug(`${this.#relay.url} did not say whether it kept events: ${error}`)
    }
  }
}
