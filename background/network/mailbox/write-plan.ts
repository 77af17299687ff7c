import { type Coverage, minus, union, withoutClients } from '../coverage.ts'
import type { Draft, Drafts } from './drafts.ts'
import type { Generation, OwnSlots } from './own-slots.ts'
import type { ShelvedSlot } from './shelved-slot.ts'
import type { SlotTimes } from './slot-times.ts'

export interface WritePlan {
  /** All that this device has. */
  readonly state: Coverage
  readonly drafts: Drafts
  readonly own: OwnSlots
  readonly times: SlotTimes
  /** What the relay has and is to keep. */
  readonly kept: readonly ShelvedSlot[]
  /** Slots that hold something there. */
  readonly taken: ReadonlySet<string>
  /** Where parts go. */
  readonly generation: Generation
  /** The Yjs client ids of this device's own entries. */
  readonly ownClients: ReadonlySet<number>
  /** Bytes of a packed update that fit in one event there. */
  readonly packedBytes: number
  /** Seconds since 1970. */
  readonly now: number
}

export type NextWrite = Draft & { readonly slot: string }

/** Why nothing can be written: one thing in the cart is larger than an event, or each slot is taken. */
export type NoWrite = 'does-not-fit' | 'no-slot'

/**
 * What to write next to a relay that lacks something: this device's delta, if all that the relay has not got elsewhere
 * fits in one; else a part of it. The delta then shrinks, once that part counts.
 */
export async function planWrite(plan: WritePlan): Promise<NextWrite | NoWrite> {
  const { state, drafts, own, times, packedBytes, now } = plan
  const delta = own.deltas.find(slot => times.next(slot, now) !== undefined)
  const missing = minus(state, beside(delta, plan))
  const draft = await drafts.next({ missing, packedBytes, mayBeDelta: delta !== undefined })
  if (!draft) return 'does-not-fit'
  const slot = draft.kind === 'delta' ? delta : freePart(plan)
  return slot === undefined ? 'no-slot' : { ...draft, slot }
}

/**
 * What the relay has beside this device's delta. Of this device's own entries, other devices' deltas do not count: each
 * would leave out what the other has, and both writing at once, nobody would have it.
 */
function beside(delta: string | undefined, { kept, own, ownClients }: WritePlan): Coverage {
  const others = kept.filter(({ slot }) => slot !== delta)
  return union(
    others.map(({ slot, kind, coverage }) =>
      kind === 'delta' && !own.find(slot) ? withoutClients(coverage, ownClients) : coverage,
    ),
  )
}

/** A slot with nothing in it; if all have something, one whose contents count as missing. */
function freePart({ own, times, kept, taken, generation, now }: WritePlan): string | undefined {
  const keeping = new Set(kept.map(({ slot }) => slot))
  const usable = own.parts(generation).filter(tag => !keeping.has(tag) && times.next(tag, now) !== undefined)
  return usable.find(tag => !taken.has(tag)) ?? usable[0]
}
