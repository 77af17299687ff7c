import type { Event, VerifiedEvent } from 'nostr-tools/pure'
import { toHex } from '../../../extension/hex.ts'
import { type CartSigner, eventKinds } from '../cart-signer.ts'
import { open, seal } from '../envelope.ts'
import { slotOf, slotTag } from '../mailbox/slot.ts'
import type { SessionId } from '../protocol.ts'

/*
 * A claim is an event in a slot of its own, `claim/<device>`, that says which session of a browser writes as the device.
 * Within the envelope: format 1 byte (1) | kind 1 (2; 0 and 1 are the mailbox's) | session 8
 */
const head = [1, 2] as const
const claimBytes = 10
const lifetimeSeconds = 90 * 24 * 60 * 60

/** The `d` tag of a device's claim. */
export function claimTag(tagKey: CryptoKey, device: string): Promise<string> {
  return slotTag(tagKey, `claim/${device}`)
}

/** Ties an envelope to its slot (AAD). */
function context(slot: string): string {
  return `${eventKinds.slot}:${slot}`
}

export interface Claim {
  readonly slot: string
  readonly session: SessionId
  /** Seconds since 1970. */
  readonly createdAt: number
}

export async function writeClaim(
  { slot, session, createdAt }: Claim,
  contentKey: CryptoKey,
  signer: CartSigner,
): Promise<VerifiedEvent> {
  const content = new Uint8Array(claimBytes)
  content.set(head)
  for (let at = 0; at < 8; at++) content[2 + at] = Number.parseInt(session.slice(2 * at, 2 * at + 2), 16)
  return signer.sign({
    kind: eventKinds.slot,
    created_at: createdAt,
    tags: [
      ['d', slot],
      ['expiration', String(createdAt + lifetimeSeconds)],
    ],
    content: await seal(contentKey, context(slot), content),
  })
}

/** Whose claim an event is. Throws when it is none, or of another cart or slot. */
export async function readClaim(event: Event, contentKey: CryptoKey): Promise<SessionId> {
  const content = await open(contentKey, context(slotOf(event) ?? ''), event.content)
  if (content.length !== claimBytes || head.some((byte, at) => content[at] !== byte)) {
    throw new RangeError('The event is no claim of this version')
  }
  return toHex(content.subarray(2))
}

/** Whether it is so old that no relay need keep it: this device may not remember the session by then. */
export function isExpired({ created_at }: Event, now: number): boolean {
  return (created_at + lifetimeSeconds) * 1000 < now
}
