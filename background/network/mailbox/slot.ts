import type { Event, VerifiedEvent } from 'nostr-tools/pure'
import { checkForeignUpdate } from '../../../extension/cart/foreign-update.ts'
import { toHex } from '../../../extension/hex.ts'
import { limits } from '../../../extension/limits.ts'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import { type Coverage, coverageOf, rangeCount } from '../coverage.ts'
import { maxSealed, open, seal } from '../envelope.ts'
import { gunzip } from '../gzip.ts'
import { readHeader, type SlotHeader, withHeader } from './slot-header.ts'

const encoder = new TextEncoder()
const lifetimeSeconds = 90 * 24 * 60 * 60

/** Ranges that a slot's update may be scattered over. All of a household's year are about 100. */
const mostRanges = 50_000

/** The `d` tag of a slot: 32 hex digits of HMAC(tagKey, name), so that a relay cannot tell the cart's devices. */
export async function slotTag(tagKey: CryptoKey, name: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', tagKey, encoder.encode(name))
  return toHex(new Uint8Array(mac, 0, 16))
}

function tagValue(event: Event, name: string): string | undefined {
  return event.tags.find(tag => tag[0] === name)?.[1]
}

/** The slot an event belongs to, or undefined when it names none that `slotTag` could have made. */
export function slotOf(event: Event): string | undefined {
  const tag = tagValue(event, 'd')
  return tag !== undefined && /^[0-9a-f]{32}$/.test(tag) ? tag : undefined
}

/** Characters of all tags of an event. `writeSlot` needs less than 100. */
const mostTagText = 1_000

/** Whether an event is no larger than `writeSlot` makes them. Only nostr-tools saw it before, and that sets no limit. */
export function fitsSlot({ content, tags }: Event): boolean {
  if (content.length > maxSealed || tags.length > 10) return false
  const parts = tags.flat()
  return parts.length <= 50 && parts.reduce((length, part) => length + part.length, 0) <= mostTagText
}

/** When the slot may be forgotten by relays (NIP-40), in ms since 1970. */
export function expiryOf(event: Event): number {
  const seconds = Number(tagValue(event, 'expiration') ?? 0)
  return Number.isFinite(seconds) ? seconds * 1000 : 0
}

/** Ties an envelope to its slot (AAD). */
function context(slot: string): string {
  return `${eventKinds.slot}:${slot}`
}

export interface SlotContent {
  readonly slot: string
  readonly header: SlotHeader
  /** gzip of a Yjs v1 update. */
  readonly packed: Uint8Array
  /** Seconds since 1970. */
  readonly createdAt: number
}

/** The event that fills a slot. Throws an EnvelopeError `too-large` when the content does not fit in one. */
export async function writeSlot(
  { slot, header, packed, createdAt }: SlotContent,
  contentKey: CryptoKey,
  signer: CartSigner,
): Promise<VerifiedEvent> {
  return signer.sign({
    kind: eventKinds.slot,
    created_at: createdAt,
    tags: [
      ['d', slot],
      ['expiration', String(createdAt + lifetimeSeconds)],
    ],
    content: await seal(contentKey, context(slot), withHeader(header, packed)),
  })
}

export interface OpenedSlot {
  readonly header: SlotHeader
  /** Yjs v1, looked through by `checkForeignUpdate`. */
  readonly update: Uint8Array
  readonly coverage: Coverage
}

/**
 * What is in a slot. Throws when it is not of this cart, was put into another slot, is damaged or of a later version, and
 * a RangeError when it unpacks to more than `limit` bytes or would keep this device busy too long.
 */
export async function readSlot(
  event: Event,
  contentKey: CryptoKey,
  limit: number = limits.updateBytes,
): Promise<OpenedSlot> {
  const { header, packed } = readHeader(await open(contentKey, context(slotOf(event) ?? ''), event.content))
  const update = await gunzip(packed, limit)
  const coverage = coverageOf(checkForeignUpdate(update))
  if (rangeCount(coverage) > mostRanges) throw new RangeError('An update is scattered over too many ranges')
  return { header, update, coverage }
}
