import { createCipheriv, createDecipheriv, createHash, createHmac, KeyObject } from 'node:crypto'
import type { PendingWork } from './pending-work.ts'

/*
 * The platform's cryptography, done at once instead of by a pool of threads that finishes in an order of its own: the
 * same OpenSSL behind it. What is not here goes to the platform, and its answers are handed out in the order of asking.
 */

const { subtle } = globalThis.crypto
const tagBytes = 16
const keyObjects = new WeakMap<CryptoKey, KeyObject>()

function keyObject(key: CryptoKey): KeyObject {
  const known = keyObjects.get(key)
  if (known) return known
  const object = KeyObject.from(key)
  keyObjects.set(key, object)
  return object
}

function bytesOf(data: BufferSource): Uint8Array {
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** In memory of its own: Node's buffers share theirs. */
function ownMemory(...parts: readonly Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes.buffer
}

function encrypt(parameters: AesGcmParams, key: CryptoKey, data: BufferSource): ArrayBuffer {
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), bytesOf(parameters.iv))
  if (parameters.additionalData) cipher.setAAD(bytesOf(parameters.additionalData))
  const ciphertext = cipher.update(bytesOf(data))
  cipher.final()
  return ownMemory(ciphertext, cipher.getAuthTag())
}

function decrypt(parameters: AesGcmParams, key: CryptoKey, data: BufferSource): ArrayBuffer {
  const bytes = bytesOf(data)
  const end = Math.max(0, bytes.length - tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), bytesOf(parameters.iv))
  if (parameters.additionalData) decipher.setAAD(bytesOf(parameters.additionalData))
  decipher.setAuthTag(bytes.subarray(end))
  const plain = decipher.update(bytes.subarray(0, end))
  decipher.final()
  return ownMemory(plain)
}

function isAesGcm(parameters: unknown): parameters is AesGcmParams {
  return typeof parameters === 'object' && parameters !== null && 'iv' in parameters
}

function requireAesGcm(parameters: unknown): AesGcmParams {
  if (!isAesGcm(parameters)) throw new TypeError('The simulation knows AES-GCM only')
  return parameters
}

/** Answers to questions that have the same answer each time: the one cart's keys and slots, asked for at every start. */
const remembered = new Map<string, Promise<unknown>>()
const names = new WeakMap<CryptoKey, string>()

function remember<T>(name: string, ask: () => Promise<T>): Promise<T> {
  const known = remembered.get(name) as Promise<T> | undefined
  if (known) return known
  const answer = ask()
  remembered.set(name, answer)
  return answer
}

/** Each start of a network asks for the names of hundreds of slots. */
const macs = new WeakMap<CryptoKey, Map<string, ArrayBuffer>>()

function sign(key: CryptoKey, data: BufferSource): ArrayBuffer {
  const known = macs.get(key) ?? new Map<string, ArrayBuffer>()
  macs.set(key, known)
  const name = Buffer.from(bytesOf(data)).toString('latin1')
  const mac =
    known.get(name) ?? ownMemory(createHmac('sha256', keyObject(key)).update(name, 'latin1').digest())
  known.set(name, mac)
  return mac
}

function hex(data: BufferSource): string {
  return Buffer.from(bytesOf(data)).toString('hex')
}

/** What `globalThis.crypto` is while a simulation runs. `fillRandom` stands for the platform's randomness. */
export function inOrderCrypto(work: PendingWork, fillRandom: (bytes: Uint8Array) => void): Crypto {
  const inOrderSubtle = {
    encrypt: async (parameters: unknown, key: CryptoKey, data: BufferSource) =>
      encrypt(requireAesGcm(parameters), key, data),
    decrypt: async (parameters: unknown, key: CryptoKey, data: BufferSource) =>
      decrypt(requireAesGcm(parameters), key, data),
    sign: async (_hmac: unknown, key: CryptoKey, data: BufferSource) => sign(key, data),
    digest: async (_sha256: unknown, data: BufferSource) =>
      ownMemory(createHash('sha256').update(bytesOf(data)).digest()),
    importKey: (
      format: 'raw',
      data: BufferSource,
      algorithm: string,
      extractable: boolean,
      use: KeyUsage[],
    ) => {
      const name = `${format} ${algorithm} ${hex(data)}`
      return remember(name, async () => {
        const key = await work.inOrder(
          subtle.importKey(format, bytesOf(data).slice(), algorithm, extractable, use),
        )
        names.set(key, name)
        return key
      })
    },
    deriveBits: (hkdf: HkdfParams, base: CryptoKey, bits: number) =>
      remember(`${names.get(base)} ${hex(hkdf.info)} ${bits}`, () =>
        work.inOrder(subtle.deriveBits(hkdf, base, bits)),
      ),
    deriveKey: (
      hkdf: HkdfParams,
      base: CryptoKey,
      type: AesKeyGenParams,
      extractable: boolean,
      use: KeyUsage[],
    ) => {
      const name = `${names.get(base)} ${hex(hkdf.info)} ${JSON.stringify([type, use])}`
      return remember(name, async () => {
        const key = await work.inOrder(subtle.deriveKey(hkdf, base, type, extractable, use))
        names.set(key, name)
        return key
      })
    },
  }
  const getRandomValues = <T extends ArrayBufferView>(array: T): T => {
    fillRandom(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    return array
  }
  return { subtle: inOrderSubtle, getRandomValues } as unknown as Crypto
}
