import type { Coverage } from '../coverage.ts'
import { gzip } from '../gzip.ts'
import type { Replica } from '../replica.ts'
import type { UpdateCutter } from '../split-update.ts'
import { packNext } from './packing.ts'
import type { SlotKind } from './slot-header.ts'

/**
 * Bytes of a packed delta: what fits in an envelope of 8 KB. Each change writes all of the delta again, so a small one is
 * cheap; but when it is full it becomes a part, which costs a write more.
 */
const mostDelta = 8_192 - 33 - 18

/** Nothing so much larger than a delta is packed to find out whether it is one. */
const mostUnpackedDelta = 64 * mostDelta

/** Drafts that are kept for relays that lack the same. */
const mostKept = 4

/** The contents of a slot that is to be written next. `more`: how many more are needed after it, estimated. */
export interface Draft {
  readonly kind: SlotKind
  /** Yjs v1, and its gzip. */
  readonly update: Uint8Array
  readonly packed: Uint8Array
  readonly more: number
}

export interface DraftOptions {
  readonly missing: Coverage
  /** Bytes of a packed update that one event may have. */
  readonly packedBytes: number
  /** Whether there is a slot for a delta. */
  readonly mayBeDelta: boolean
}

/** Cuts and packs what a relay lacks, which takes a while for a large cart: once for all relays that lack the same. */
export class Drafts {
  readonly #replica: Replica
  /** Oldest first. */
  readonly #kept = new Map<string, Promise<Draft | undefined>>()

  constructor(replica: Replica) {
    this.#replica = replica
  }

  /**
   * A delta, if all that is missing fits in one; else a part with as much of it as fits in an event. Undefined when
   * nothing fits, because each thing that is missing is too large.
   */
  next(options: DraftOptions): Promise<Draft | undefined> {
    const { packedBytes, mayBeDelta, missing } = options
    const ranges = JSON.stringify([[...missing.structs], [...missing.deletions]])
    const key = [this.#replica.revision, packedBytes, mayBeDelta, ranges].join()
    const kept = this.#kept.get(key)
    if (kept) return kept
    const made = this.#make(options)
    this.#kept.set(key, made)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return made
  }

  async #make({ missing, packedBytes, mayBeDelta }: DraftOptions): Promise<Draft | undefined> {
    const cutter = this.#replica.cut(missing)
    const delta = mayBeDelta ? await packDelta(cutter, packedBytes) : undefined
    if (delta) return { kind: 'delta', ...delta, more: 0 }
    // What does not fit is passed over, and does not keep back the rest.
    while (!cutter.isDone) {
      const part = await packNext(cutter, packedBytes)
      if (part) return { kind: 'part', ...part }
    }
    return undefined
  }
}

async function packDelta(
  cutter: UpdateCutter,
  packedBytes: number,
): Promise<Pick<Draft, 'update' | 'packed'> | undefined> {
  if (cutter.isDone || cutter.bytesLeft > mostUnpackedDelta) return undefined
  const start = cutter.position
  const { update } = cutter.take(Number.POSITIVE_INFINITY)
  const packed = cutter.isDone ? await gzip(update) : undefined
  if (packed && packed.length <= Math.min(mostDelta, packedBytes)) return { update, packed }
  cutter.goBack(start)
  return undefined
}
