import type { Event } from 'nostr-tools/pure'
import * as Y from 'yjs'
import { limits } from '../../../extension/limits.ts'
import { readSlot } from './slot.ts'

/** Bytes that all slots together may unpack to; what would pass it is not read. */
const mostUnpacked = 2 * limits.updateBytes

/** Adds each slot to `doc`, one after another. Gives the first update: that of the newest slot. */
async function readInto(
  doc: Y.Doc,
  events: readonly Event[],
  contentKey: CryptoKey,
): Promise<Uint8Array | undefined> {
  let first: Uint8Array | undefined
  let left = mostUnpacked
  for (const event of events) {
    if (left <= 0) break
    try {
      const update = await readSlot(event, contentKey, Math.min(left, limits.updateBytes))
      left -= update.length
      Y.applyUpdate(doc, update)
      first ??= update
    } catch (error) {
      // What it unpacked to before it failed is not known, so it counts as much as it may have been.
      if (error instanceof RangeError) left -= limits.updateBytes
      console.debug(`A slot of a mailbox was left out: ${error}`)
    }
  }
  return first
}

/**
 * What the slots hold together as one Yjs v1 update of at most `limits.updateBytes`, or undefined when none can be read.
 * `events` are given newest first: each holds all that its device knew, so what the bounds leave out is mostly known
 * already. When all together are too large for one update, it is the newest slot alone.
 */
export async function mergeSlots(
  events: readonly Event[],
  contentKey: CryptoKey,
): Promise<Uint8Array | undefined> {
  const doc = new Y.Doc()
  try {
    const newest = await readInto(doc, events, contentKey)
    if (!newest) return undefined
    const merged = Y.encodeStateAsUpdate(doc)
    return merged.length <= limits.updateBytes ? merged : newest
  } finally {
    doc.destroy()
  }
}
