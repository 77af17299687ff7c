import { toBase64Url } from '../base64.ts'

/** Everything that is derived from a cart's secret. Whoever has the link has these; nobody else can have them. */
export interface CartKeys {
  /** secp256k1 private key, 32 bytes: to a relay, a cart is this one key and no people. */
  readonly signingKey: Uint8Array
  /** AES-256-GCM: everything that is stored on or passes through a relay. */
  readonly contentKey: CryptoKey
  /** HMAC-SHA-256: names of mailbox slots. */
  readonly tagKey: CryptoKey
  /** y-webrtc's password and room, 43 and 22 url-safe characters. */
  readonly roomPassword: string
  readonly roomName: string
}

/** Order of the group of secp256k1 (SEC 2, section 2.4.1): private keys are 1 to n - 1. */
const groupOrder = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

function isPrivateKey(bytes: Uint8Array): boolean {
  const value = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n)
  return value > 0n && value < groupOrder
}

/** HKDF's parameters (RFC 5869). No salt: the secret is uniformly random. */
function hkdf(label: string): HkdfParams {
  return {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(`common-cart/1/${label}`),
  }
}

async function bytesFor(base: CryptoKey, label: string, length: number): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(label), base, length * 8))
}

async function signingKey(base: CryptoKey): Promise<Uint8Array> {
  for (let attempt = 0; ; attempt++) {
    const key = await bytesFor(base, attempt === 0 ? 'signing' : `signing/${attempt}`, 32)
    if (isPrivateKey(key)) return key
  }
}

function baseKey(secret: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(secret), 'HKDF', false, ['deriveBits', 'deriveKey'])
}

/**
 * What the cart ranks relays by (`extension/relays/rendezvous.ts`), 22 url-safe characters. Derived from the secret and
 * not from the public key, so that a relay, which knows that key and the list, cannot tell the cart's other relays.
 */
export async function deriveRelaySeed(secret: Uint8Array): Promise<string> {
  return toBase64Url(await bytesFor(await baseKey(secret), 'relays', 16))
}

/** Derives a cart's keys from its 32-byte secret: the same on every device, each independent of the others. */
export async function deriveKeys(secret: Uint8Array): Promise<CartKeys> {
  const base = await baseKey(secret)
  const aes = { name: 'AES-GCM', length: 256 }
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  return {
    signingKey: await signingKey(base),
    contentKey: await crypto.subtle.deriveKey(hkdf('content'), base, aes, false, ['encrypt', 'decrypt']),
    tagKey: await crypto.subtle.deriveKey(hkdf('tag'), base, hmac, false, ['sign']),
    roomPassword: toBase64Url(await bytesFor(base, 'room-password', 32)),
    roomName: toBase64Url(await bytesFor(base, 'room-name', 16)),
  }
}
