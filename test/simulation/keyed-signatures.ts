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
 * Signatures for simulations, in microseconds instead of milliseconds: a hash with the private key, which whoever made
 * that key checks. Whoever has not signed, or has changed what was signed, is found out, as by the real ones.
 */
export function keyedSignatures(): Signatures {
  const keys = new Map<string, string>()
  const signature = (id: string, key: string): string => sha256(`${id}${key}`) + sha256(`${key}${id}`)
  const publicKey = (signingKey: Uint8Array): string => {
    const key = Buffer.from(signingKey).toString('hex')
    const name = sha256(key)
    keys.set(name, key)
    return name
  }
  return {
    publicKey,
    sign(template: EventTemplate, signingKey) {
      const unsigned = { ...template, pubkey: publicKey(signingKey) }
      const id = eventId(unsigned)
      const key = keys.get(unsigned.pubkey) ?? ''
      return { ...unsigned, id, sig: signature(id, key), [verifiedSymbol]: true }
    },
    verify(event): event is VerifiedEvent {
      const key = keys.get(event.pubkey)
      return key !== undefined && event.id === eventId(event) && event.sig === signature(event.id, key)
    },
  }
}
