import { fromBase64, toBase64 } from '../../extension/base64.ts'

/*
 * What a relay event carries: base64 of
 *
 *   version 1 byte | iv 12 | AES-256-GCM of (length 4, big-endian | content | zeros), tag 16 included
 *
 * The zeros fill it up to one of a few sizes, so that a relay cannot tell what happened by how much was written.
 * `context` is authenticated along with it: an envelope opens only where it belongs.
 */

const version = 1
const ivBytes = 12
const lengthBytes = 4
const tagBytes = 16
const headBytes = 1 + ivBytes
const overhead = headBytes + lengthBytes + tagBytes

/** Sizes of an envelope in bytes, before base64. The last keeps the whole event under strfry's default of 65,536. */
export const envelopeSizes = [1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 45_000] as const
export const maxEnvelope = Math.max(...envelopeSizes)

/** Characters of the largest envelope in base64. */
export const maxSealed = Math.ceil(maxEnvelope / 3) * 4

/** Bytes of content that fit in an envelope of at most `bytes`. Throws a RangeError below the smallest envelope. */
export function contentOf(bytes: number): number {
  const size = envelopeSizes.findLast(envelope => envelope <= bytes)
  if (size === undefined) throw new RangeError(`No envelope is as small as ${bytes} bytes`)
  return size - overhead
}

/** Bytes of content that fit in the largest envelope. */
export const maxContent = contentOf(maxEnvelope)

export type EnvelopeFault = 'too-large' | 'unreadable' | 'unknown-version'

/** Why content could not be put into an envelope or taken out of it. */
export class EnvelopeError extends Error {
  override name = 'EnvelopeError' as const
  readonly fault: EnvelopeFault

  constructor(fault: EnvelopeFault, options?: ErrorOptions) {
    super(`Envelope ${fault}`, options)
    this.fault = fault
  }
}

function pad(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = envelopeSizes.find(envelope => content.length + overhead <= envelope)
  if (size === undefined) throw new EnvelopeError('too-large')
  const padded = new Uint8Array(size - headBytes - tagBytes)
  new DataView(padded.buffer).setUint32(0, content.length)
  padded.set(content, lengthBytes)
  return padded
}

function unpad(padded: Uint8Array): Uint8Array {
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0)
  if (lengthBytes + length > padded.length) throw new EnvelopeError('unreadable')
  return padded.subarray(lengthBytes, lengthBytes + length)
}

function parameters(iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(context) }
}

/** Encrypts `content` into an event's content. Throws an EnvelopeError `too-large` above `maxContent`. */
export async function seal(key: CryptoKey, context: string, content: Uint8Array): Promise<string> {
  const padded = pad(content)
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const ciphertext = await crypto.subtle.encrypt(parameters(iv, context), key, padded)
  const envelope = new Uint8Array(headBytes + ciphertext.byteLength)
  envelope[0] = version
  envelope.set(iv, 1)
  envelope.set(new Uint8Array(ciphertext), headBytes)
  return toBase64(envelope)
}

/** The content of what `seal` made with the same key and context. Throws an EnvelopeError for anything else. */
export async function open(key: CryptoKey, context: string, sealed: string): Promise<Uint8Array> {
  if (sealed.length > maxSealed) throw new EnvelopeError('too-large')
  try {
    const envelope = new Uint8Array(fromBase64(sealed))
    if (envelope.length > 0 && envelope[0] !== version) throw new EnvelopeError('unknown-version')
    const iv = envelope.slice(1, headBytes)
    const padded = await crypto.subtle.decrypt(parameters(iv, context), key, envelope.slice(headBytes))
    return unpad(new Uint8Array(padded))
  } catch (error) {
    // WebCrypto gives no reason (OperationError), and base64 another error in each environment.
    throw error instanceof EnvelopeError ? error : new EnvelopeError('unreadable', { cause: error })
  }
}
