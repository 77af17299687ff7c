import type { Event } from 'nostr-tools/pure'
import * as Y from 'yjs'
import { cartSigner } from '../../../../background/network/cart-signer.ts'
import { gzip } from '../../../../background/network/gzip.ts'
import { writeSlot } from '../../../../background/network/mailbox/slot.ts'
import type { SlotHeader } from '../../../../background/network/mailbox/slot-header.ts'
import { deriveKeys } from '../../../../extension/invite/keys.ts'
import { secret } from '../members.ts'

export const keys = await deriveKeys(secret)
export const signer = cartSigner(keys.signingKey)

/** The `d` tag of the slot with this number. */
export function slotNumber(number: number): string {
  return number.toString(16).padStart(32, '0')
}

export const header: SlotHeader = { kind: 'delta', session: '0123456789abcdef', device: 'other001' }

/** A slot as a member of the cart could write it, filled with all of `doc`. */
export async function slotEvent(number: number, createdAt: number, doc: Y.Doc): Promise<Event> {
  const packed = await gzip(Y.encodeStateAsUpdate(doc))
  return writeSlot({ slot: slotNumber(number), header, packed, createdAt }, keys.contentKey, signer)
}

/** A document with these texts in the array `a`. */
export function docOf(...texts: string[]): Y.Doc {
  const doc = new Y.Doc()
  doc.getArray('a').push(texts)
  return doc
}

/** What `a` has in a document of these updates. */
export function textsOf(...updates: Uint8Array[]): unknown[] {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getArray('a').toArray()
}
