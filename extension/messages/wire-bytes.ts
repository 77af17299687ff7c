import { fromBase64, toBase64 } from '../base64.ts'

/*
 * Extension messages travel as JSON in Chromium, which turns a Uint8Array into an object of digits. So bytes go as
 * `{"$bytes": base64}` and come out as Uint8Array again.
 */

interface WireBytes {
  readonly $bytes: string
}

function isWireBytes(value: object): value is WireBytes {
  return '$bytes' in value && typeof value.$bytes === 'string'
}

function mapValues(value: object, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]))
}

/** A message as JSON can carry it. */
export function toWire(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) }
  return typeof value === 'object' && value !== null ? mapValues(value, toWire) : value
}

/** The message that `toWire` was given. Throws on bytes that are not base64. */
export function fromWire(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return isWireBytes(value) ? fromBase64(value.$bytes) : mapValues(value, fromWire)
}
