import type { Event } from 'nostr-tools/pure'
import type { SlotSummary } from './shelved-slot.ts'
import { readSlot } from './slot.ts'

/** Events that are remembered: those of several relays that have different ones. */
const mostRemembered = 2_000

export interface ReadSlotsOptions {
  readonly contentKey: CryptoKey
  /** Takes the update of a slot that is read for the first time; answers whether there was room for it. */
  merge(update: Uint8Array): boolean
  onUnreadable(error: unknown): void
}

/** Reads events of the mailbox. Each is opened and merged once, from whichever relay it comes first. */
export class ReadSlots {
  readonly #options: ReadSlotsOptions
  /** By event id, oldest first; undefined for one that cannot be read. */
  readonly #known = new Map<string, SlotSummary | undefined>()

  constructor(options: ReadSlotsOptions) {
    this.#options = options
  }

  /** What the event is and covers, once that is merged; undefined when it cannot be read or merged. */
  async read(event: Event): Promise<SlotSummary | undefined> {
    if (this.#known.has(event.id)) return this.#known.get(event.id)
    const summary = await this.#open(event)
    this.know(event.id, summary)
    return summary
  }

  /** An event of which is known what it covers, because this device made it. */
  know(id: string, summary: SlotSummary | undefined): void {
    this.#known.set(id, summary)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostRemembered) return
      this.#known.delete(oldest)
    }
  }

  async #open(event: Event): Promise<SlotSummary | undefined> {
    try {
      const { header, update, coverage } = await readSlot(event, this.#options.contentKey)
      return this.#options.merge(update) ? { header, coverage } : undefined
    } catch (error) {
      this.#options.onUnreadable(error)
      return undefined
    }
  }
}
