import type { Event } from 'nostr-tools/pure'
import { readSlot } from './slot.ts'

/** Bytes of unpacked updates that are kept, and how many events are remembered at all. */
const keptBytes = 4 * 1024 * 1024
const keptEvents = 50

/** Opens events of the mailbox. The same event comes from each relay and is opened once, if the others bring it soon. */
export class OpenedSlots {
  readonly #contentKey: CryptoKey
  readonly #onUnreadable: (error: unknown) => void
  /** By event id, oldest first; undefined for one that could not be read. */
  readonly #kept = new Map<string, Uint8Array | undefined>()
  #bytes = 0

  constructor(contentKey: CryptoKey, onUnreadable: (error: unknown) => void) {
    this.#contentKey = contentKey
    this.#onUnreadable = onUnreadable
  }

  /** The Yjs v1 update in the event, or undefined when it cannot be read, which is reported once. */
  async open(event: Event): Promise<Uint8Array | undefined> {
    if (this.#kept.has(event.id)) return this.#kept.get(event.id)
    const update = await readSlot(event, this.#contentKey).catch(error => {
      this.#onUnreadable(error)
      return undefined
    })
    this.#keep(event.id, update)
    return update
  }

  #keep(id: string, update: Uint8Array | undefined): void {
    this.#forget(id)
    this.#kept.set(id, update)
    this.#bytes += update?.length ?? 0
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= keptBytes && this.#kept.size <= keptEvents) return
      this.#forget(oldest)
    }
  }

  #forget(id: string): void {
    this.#bytes -= this.#kept.get(id)?.length ?? 0
    this.#kept.delete(id)
  }
}
