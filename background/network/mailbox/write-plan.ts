import { type Coverage, minus, union, withoutClients } from '../coverage.ts'
import { gzip } from '../gzip.ts'
import type { Replica } from '../replica.ts'
import type { UpdateCutter } from '../split-update.ts'
import type { Generation, OwnSlots } from './own-slots.ts'
import { packNext } from './packing.ts'
import type { ShelvedSlot } from './shelved-slot.ts'
import type { SlotDraft } from './slot-events.ts'
import type { SlotTimes } from './slot-times.ts'

/**
 * Bytes of a packed delta: what fits in an envelope of 8 KB. Each change writes all of the delta again, so a small one is
 * cheap; but it becomes a part when it is full, which costs a write more.
 */
const mostDelta = 8_192 - 33 - 18

/** Nothing is packed at once that is so much larger than a delta: it would not be one. */
const mostUnpackedDelta = 64 * mostDelta

export interface WritePlan {
  readonly replica: Replica
  readonly own: OwnSlots
  readonly times: SlotTimes
  /** What the relay has and is to keep. */
  readonly kept: readonly ShelvedSlot[]
  /** Where parts go. */
  readonly generation: Generation
  /** The Yjs client ids of this device's own entries. */
  readonly ownClients: ReadonlySet<number>
  /** Bytes of a packed update that fit in one event there. */
  readonly packedBytes: number
  /** Seconds since 1970. */
  readonly now: number
}

/** `more`: how many more parts are needed after this one, estimated. */
export type NextWrite = SlotDraft & { readonly more: number }

/** Why nothing can be written: one thing in the cart is larger than an event, or each slot is taken. */
export type NoWrite = 'does-not-fit' | 'no-slot'

/**
 * What to write next to a relay that lacks something: this device's delta, if all that the relay has not got elsewhere
 * fits in one; else a part of it. The delta then shrinks, once that part counts.
 */
export async function planWrite(plan: WritePlan): Promise<NextWrite | NoWrite> {
  const { replica, own, times, now } = plan
  const delta = own.deltas.find(slot => times.next(slot, now) !== undefined)
  const cutter = replica.cut(minus(replica.coverage(), beside(delta, plan)))
  if (cutter.isDone) return 'does-not-fit'
  const asDelta = delta === undefined ? undefined : await packDelta(cutter, plan.packedBytes)
  if (delta !== undefined && asDelta) return { slot: delta, kind: 'delta', ...asDelta, more: 0 }
  return nextPart(cutter, plan)
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

async function packDelta(
  cutter: UpdateCutter,
  packedBytes: number,
): Promise<Pick<SlotDraft, 'update' | 'packed'> | undefined> {
  if (cutter.bytesLeft > mostUnpackedDelta) return undefined
  const start = cutter.position
  const { update } = cutter.take(Number.POSITIVE_INFINITY)
  const packed = cutter.isDone ? await gzip(update) : undefined
  if (packed && packed.length <= Math.min(mostDelta, packedBytes)) return { update, packed }
  cutter.goBack(start)
  return undefined
}

async function nextPart(cutter: UpdateCutter, plan: WritePlan): Promise<NextWrite | NoWrite> {
  const { own, times, kept, generation, packedBytes, now } = plan
  const taken = new Set(kept.map(({ slot }) => slot))
  const slot = own.parts(generation).find(tag => !taken.has(tag) && times.next(tag, now) !== undefined)
  if (slot === undefined) return 'no-slot'
  // What does not fit is passed over, and does not keep back the rest.
  while (!cutter.isDone) {
    const part = await packNext(cutter, packedBytes)
    if (part) return { slot, kind: 'part', ...part }
  }
  return 'does-not-fit'
}
