import type { EventTemplate, VerifiedEvent } from 'nostr-tools/pure'
import { type Signatures, schnorrSignatures } from './signatures.ts'

/** Kinds of the relay events that a cart writes: an addressable slot of the mailbox, an ephemeral signal (NIP-01), a deletion (NIP-09). */
export const eventKinds = { slot: 30078, signal: 25078, deletion: 5 } as const

/** The one identity under which a cart's members write to relays. */
export interface CartSigner {
  /** 32 bytes in hex. */
  readonly publicKey: string
  sign(template: EventTemplate): VerifiedEvent
}

export function cartSigner(signingKey: Uint8Array, signatures: Signatures = schnorrSignatures): CartSigner {
  return {
    publicKey: signatures.publicKey(signingKey),
    sign: template => signatures.sign(template, signingKey),
  }
}
