import {
  type Event,
  type EventTemplate,
  finalizeEvent,
  getPublicKey,
  type VerifiedEvent,
  verifyEvent,
} from 'nostr-tools/pure'

/** How events are signed and checked. Part of the environment, because it costs milliseconds for each event. */
export interface Signatures {
  /** In hex. */
  publicKey(signingKey: Uint8Array): string
  sign(template: EventTemplate, signingKey: Uint8Array): VerifiedEvent
  verify(event: Event): event is VerifiedEvent
}

/** BIP-340 over secp256k1, as NIP-01 has it. */
export const schnorrSignatures: Signatures = {
  publicKey: getPublicKey,
  sign: finalizeEvent,
  verify: verifyEvent,
}
