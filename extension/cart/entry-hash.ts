import type * as Y from 'yjs'
import { deviceArrays } from './replica.ts'

/**
 * A hash of all live entries, 16 hexadecimal digits: equal on replicas that hold the same entries, in any order. Two
 * replicas with equal state vectors and different hashes have diverged (a client id was used twice). It guards against
 * accidents, not against attacks.
 */
export function liveEntryHash(doc: Y.Doc): string {
  let low = 0
  let high = 0
  for (const [device, array] of deviceArrays(doc)) {
    array.forEach(raw => {
      const text = device + entryText(raw)
      low = (low + fnv1a(text, 0x811c9dc5)) >>> 0
      high = (high + fnv1a(text, 0x01234567)) >>> 0
    })
  }
  return hex(high) + hex(low)
}

function entryText(raw: unknown): string {
  return (
    JSON.stringify(raw, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) ?? ''
  )
}

/** Fowler-Noll-Vo hash, variant 1a, of UTF-16 units, followed by a mix so that equal ends do not give near sums. */
function fnv1a(text: string, basis: number): number {
  let hash = basis
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

function hex(hash: number): string {
  return hash.toString(16).padStart(8, '0')
}
