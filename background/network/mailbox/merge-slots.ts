import type { Event } from 'nostr-tools/pure'
import * as Y from 'yjs'
import { limits } from '../../../extension/limits.ts'
import { splitUpdate } from '../split-update.ts'
import { readSlot } from './slot.ts'

/** Bytes that all slots together may unpack to; what would pass it is not read. */
const mostUnpacked = 4 * limits.updateBytes

/** Adds each slot to `doc`, one after another. */
async function readInto(doc: Y.Doc, events: readonly Event[], contentKey: CryptoKey): Promise<void> {
  let left = mostUnpacked
  for (const event of events) {
    if (left <= 0) break
    try {
      const { update } = await readSlot(event, contentKey, Math.min(left, limits.updateBytes))
      left -= update.length
      Y.applyUpdate(doc, update)
    } catch (error) {
      // What it unpacked to before it failed is not known, so it counts as much as it may have been.
      if (error instanceof RangeError) left -= limits.updateBytes
      console.debug(`A slot of a mailbox was left out: ${error}`)
    }
  }
}

/**
 * What the slots hold together, as Yjs v1 updates of at most `limits.updateBytes` each; none when nothing can be read.
 * `events` are given newest first, and those that the bounds leave out are old.
 */
export async function mergeSlots(events: readonly Event[], contentKey: CryptoKey): Promise<Uint8Array[]> {
  const doc = new Y.Doc()
  try {
    await readInto(doc, events, contentKey)
    return splitUpdate(Y.encodeStateAsUpdate(doc), limits.updateBytes).map(({ update }) => update)
  } finally {
    doc.destroy()
  }
}
