import { createHash } from 'node:crypto'
import type { Event, EventTemplate, VerifiedEvent } from 'nostr-tools/pure'
import { verifiedSymbol } from 'nostr-tools/pure'
import type { Signatures } from '../../background/network/signatures.ts'

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** As in NIP-01. */
function eventId({ pubkey, created_at, kind, tags, content }: Omit<Event, 'id' | 'sig'>): string {
  return sha256(JSON.stringify([0, pubkey, created_at, kind, tags, content]))
}

/**
 * Signatures for simulations, in microseconds instead of milliseconds: whoever checks an event looks up what was signed.
 * What was not signed, or was changed since, is found out, as by the real ones.
 */
export function lookedUpSignatures(): Signatures {
  const signed = new Map<string, VerifiedEvent>()
  const publicKey = (signingKey: Uint8Array): string => sha256(Buffer.from(signingKey).toString('hex'))
  return {
    publicKey,
    sign(template: EventTemplate, signingKey) {
      const unsigned = { ...template, pubkey: publicKey(signingKey) }
      const id = eventId(unsigned)
      const sig = sha256(id).repeat(2)
      const event = { ...unsigned, id, sig, [verifiedSymbol]: true as const }
      signed.set(id, event)
      return event
    },
    verify(event): event is VerifiedEvent {
      const known = signed.get(event.id)
      return known !== undefined && isSame(known, event)
    },
  }
}

function isSame(a: Event, b: Event): boolean {
  return (
    a.content === b.content &&
    a.sig === b.sig &&
    a.pubkey === b.pubkey &&
    a.kind === b.kind &&
    a.created_at === b.created_at &&
    JSON.stringify(a.tags) === JSON.stringify(b.tags)
  )
}
