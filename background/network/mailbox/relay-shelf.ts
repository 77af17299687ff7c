import { type Coverage, noCoverage, union } from '../coverage.ts'
import { isLasting, type ShelvedSlot } from './shelved-slot.ts'
import { mostSlots } from './waiting-slots.ts'

const hourMs = 60 * 60 * 1000

type Slots = Map<string, ShelvedSlot>

/** Whether that changed something: what the relay gave before, it may give again. */
function put(slots: Slots, slot: ShelvedSlot): boolean {
  const known = slots.get(slot.slot)
  const isNews = known ? known.createdAt <= slot.createdAt && known.id !== slot.id : slots.size < mostSlots
  if (isNews) slots.set(slot.slot, slot)
  return isNews
}

function areSame(some: Slots, others: Slots): boolean {
  return some.size === others.size && [...some].every(([slot, { id }]) => others.get(slot)?.id === id)
}

/**
 * What one relay has of a cart, as far as it gave it back when asked.
 *
 *   unread --asked()--> reading --stored()--> read --asked(), on each new connection--> reading
 */
export class RelayShelf {
  /** What the relay gave since it was last asked; takes the place of `#slots` once it gave all. */
  #arriving: Slots | undefined
  #slots: Slots | undefined
  #revision = 0
  #held: { readonly key: string; readonly coverage: Coverage } | undefined

  /** The relay was asked for everything anew. */
  asked(): void {
    this.#arriving = new Map()
  }

  /** Whether the answer to the last question is not complete yet. */
  get isReading(): boolean {
    return this.#arriving !== undefined
  }

  /** Whether it is known what the relay lacks. */
  get isRead(): boolean {
    return this.#slots !== undefined && !this.isReading
  }

  /** Whether it was ever known what the relay has. */
  get isKnown(): boolean {
    return this.#slots !== undefined
  }

  /** Goes up whenever the relay is found to have other things. */
  get revision(): number {
    return this.#revision
  }

  /** The relay gave a slot. An older event than the one it has there is not what it has. */
  given(slot: ShelvedSlot): void {
    if (this.#arriving) put(this.#arriving, slot)
    if (this.#slots && put(this.#slots, slot)) this.#revision += 1
  }

  /** The relay has given all that it has. */
  stored(): void {
    if (!this.#arriving) return
    const isNews = !this.#slots || !areSame(this.#slots, this.#arriving)
    this.#slots = this.#arriving
    this.#arriving = undefined
    if (isNews) this.#revision += 1
  }

  /**
   * The relay was told to delete what these slots held up to `until` (seconds since 1970). Not while it is being read: a
   * relay that still gives what it was told to delete, keeps it.
   */
  deleted(slots: readonly string[], until: number): void {
    if (this.isReading) return
    for (const slot of slots) {
      const known = this.#slots?.get(slot)
      if (!known || known.createdAt > until) continue
      this.#slots?.delete(slot)
      this.#revision += 1
    }
  }

  /** What it has; of a relay that was not read yet, nothing. */
  get slots(): readonly ShelvedSlot[] {
    return [...(this.#slots?.values() ?? [])]
  }

  /** What it will still have for long at `now` (ms since 1970). */
  held(now: number): Coverage {
    const key = `${this.#revision}/${Math.floor(now / hourMs)}`
    if (this.#held?.key !== key) {
      const lasting = this.slots.filter(slot => isLasting(slot, now))
      this.#held = {
        key,
        coverage: lasting.length > 0 ? union(lasting.map(({ coverage }) => coverage)) : noCoverage,
      }
    }
    return this.#held.coverage
  }
}
