import { gzip } from '../gzip.ts'
import type { UpdateCutter } from '../split-update.ts'

/** A Yjs v1 update and its gzip. */
export interface Packed {
  readonly update: Uint8Array
  readonly packed: Uint8Array
  /** How many more like it are needed for the rest, estimated. */
  readonly more: number
}

/** A part that is filled less than this is packed again, if something is left to fill it with. */
const wellFilled = 0.85
const mostTries = 6

/**
 * Cuts off and packs as much as fits in `limit` bytes, nearly; at least one thing. Undefined when nothing is left, or that
 * one thing does not fit: then it is skipped, and what comes after it can be packed.
 */
export async function packNext(cutter: UpdateCutter, limit: number): Promise<Packed | undefined> {
  const start = cutter.position
  // What a cart's updates shrink to at least; the first try tells more.
  let bytes = 3 * limit
  for (let tries = 1; !cutter.isDone; tries++) {
    const { update, isAtom } = cutter.take(bytes)
    const packed = await gzip(update)
    const fits = packed.length <= limit
    const isGood = cutter.isDone || packed.length >= wellFilled * limit || tries >= mostTries
    if (fits && isGood) return { update, packed, more: Math.ceil(cutter.bytesLeft / update.length) }
    if (!fits && isAtom) return undefined
    // A little below what would just fit, and never as much again as what did not.
    const next = Math.floor(update.length * (limit / packed.length) * 0.95)
    bytes = fits ? Math.max(next, update.length) : Math.min(next, Math.floor(0.9 * update.length))
    cutter.goBack(start)
  }
  return undefined
}
