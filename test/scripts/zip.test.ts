import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32, zip } from '../../scripts/zip.ts'

/** Reads an archive by its central directory, as unzip does. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'))
  const files = new Map<string, Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [crc, packed, length] = [16, 20, 24].map(field => archive.readUInt32LE(at + field))
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const local = archive.readUInt32LE(at + 42)
    const start = local + 30 + archive.readUInt16LE(local + 26)
    expect(archive.readUInt32LE(local)).toBe(0x04034b50)
    const content = inflateRawSync(archive.subarray(start, start + (packed ?? 0)))
    expect([content.length, crc32(content)]).toEqual([length, crc])
    files.set(name, content)
    at += 46 + nameLength
  }
  expect(at).toBe(end)
  return files
}

test('crc32 has the check value of its definition', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
})

test('an archive gives back what went in, in whatever order that came', () => {
  const files = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), fc.uint8Array()), {
    selector: ([path]) => path,
  })
  fc.assert(
    fc.property(files, entries => {
      const archive = zip(new Map(entries))
      const found = [...unzip(archive)].map(([path, content]) => [path, new Uint8Array(content)])
      expect(new Map(found as [string, Uint8Array][])).toEqual(new Map(entries))
      expect(zip(new Map(entries.toReversed())).equals(archive)).toBe(true)
    }),
  )
})
