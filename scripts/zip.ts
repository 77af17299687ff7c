import { deflateRawSync } from 'node:zlib'
import type { Output } from './build/output.ts'

/*
 * A zip archive as the stores take it, the same bytes for the same files: no times, no owners, sorted by path. Format:
 * APPNOTE.TXT of PKWARE, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
 */

const version = 20
const utf8Names = 0x0800
const deflated = 8
// 1980-01-01, the earliest day that the format knows.
const day = 0x0021

/** Packs files into one archive. Paths have `/` between names. */
export function zip(files: Output): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = Buffer.from(path)
    const data = deflateRawSync(content, { level: 9 })
    const common = commonFields(content, data, name)
    const local = Buffer.concat([uint32(0x04034b50), uint16(version), common, name])
    directory.push(centralHeader(common, name, offset))
    parts.push(local, data)
    offset += local.length + data.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...parts, central, endRecord(directory.length, central.length, offset)])
}

/** What the local and the central header of a file have in common, in this order. */
function commonFields(content: Uint8Array, data: Buffer, name: Buffer): Buffer {
  return Buffer.concat([
    ...[utf8Names, deflated, 0, day].map(uint16),
    ...[crc32(content), data.length, content.length].map(uint32),
    ...[name.length, 0].map(uint16),
  ])
}

function centralHeader(common: Buffer, name: Buffer, offset: number): Buffer {
  const noCommentFirstDiskNoFlags = Buffer.concat([...[0, 0, 0].map(uint16), uint32(0)])
  return Buffer.concat([
    uint32(0x02014b50),
    uint16(version),
    uint16(version),
    common,
    noCommentFirstDiskNoFlags,
    uint32(offset),
    name,
  ])
}

function endRecord(files: number, directoryLength: number, directoryOffset: number): Buffer {
  return Buffer.concat([
    uint32(0x06054b50),
    ...[0, 0, files, files].map(uint16),
    ...[directoryLength, directoryOffset].map(uint32),
    uint16(0),
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

/** CRC-32 (ISO 3309), which Node 20 does not offer yet. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
