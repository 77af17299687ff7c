import { toHex } from '../../../extension/hex.ts'

/*
 * What stands before the update in a slot, within the envelope:
 *
 *   format 1 byte (1) | kind 1 (0 delta, 1 part) | session 8 | device 8 (ASCII) | gzip of a Yjs v1 update
 */

const format = 1
const kinds = ['delta', 'part'] as const
const sessionAt = 2
const deviceAt = 10
const devicePattern = /^[\w-]{8}$/

export const headerBytes = 18

/** `delta`: what its device has beyond all else on the relay. `part`: some of the cart, for long. */
export type SlotKind = (typeof kinds)[number]

export interface SlotHeader {
  readonly kind: SlotKind
  /** Who wrote it: 16 hex digits, one for each session of a browser, and the device's id. */
  readonly session: string
  readonly device: string
}

/** The slot's content: header and packed update. */
export function withHeader({ kind, session, device }: SlotHeader, packed: Uint8Array): Uint8Array {
  if (!devicePattern.test(device) || !/^[0-9a-f]{16}$/.test(session)) {
    throw new TypeError('A slot needs the id of a device and of a session')
  }
  const content = new Uint8Array(headerBytes + packed.length)
  content.set([format, kinds.indexOf(kind)])
  for (let at = 0; at < 8; at++) {
    content[sessionAt + at] = Number.parseInt(session.slice(2 * at, 2 * at + 2), 16)
    content[deviceAt + at] = device.charCodeAt(at)
  }
  content.set(packed, headerBytes)
  return content
}

/** Throws a RangeError on what `withHeader` of this version did not make. */
export function readHeader(content: Uint8Array): { header: SlotHeader; packed: Uint8Array } {
  const kind = kinds[content[1] ?? kinds.length]
  const session = toHex(content.subarray(sessionAt, deviceAt))
  const device = String.fromCharCode(...content.subarray(deviceAt, headerBytes))
  if (content[0] !== format || kind === undefined || !devicePattern.test(device)) {
    throw new RangeError('The header of a slot is damaged, or of another version')
  }
  return { header: { kind, session, device }, packed: content.subarray(headerBytes) }
}
