import { expect, test } from 'vitest'
import {
  headerBytes,
  readHeader,
  type SlotHeader,
  withHeader,
} from '../../../../background/network/mailbox/slot-header.ts'

const header: SlotHeader = { kind: 'part', session: '00ff0123456789ab', device: 'ab_-0199' }
const packed = Uint8Array.of(1, 2, 3)

test('a header is read as it was written', () => {
  for (const kind of ['delta', 'part'] as const) {
    const content = withHeader({ ...header, kind }, packed)
    expect(content).toHaveLength(headerBytes + packed.length)
    expect(readHeader(content)).toEqual({ header: { ...header, kind }, packed })
  }
})

test('one that is damaged, cut off or of another version is refused', () => {
  const content = withHeader(header, packed)
  for (const [at, value] of [
    [0, 2],
    [1, 2],
    [10, 0x20],
  ] as const) {
    const damaged = content.slice()
    damaged[at] = value
    expect(() => readHeader(damaged)).toThrow(RangeError)
  }
  for (let length = 0; length < headerBytes; length++) {
    expect(() => readHeader(content.subarray(0, length))).toThrow(RangeError)
  }
})

test('no header is made without the ids of a device and a session', () => {
  expect(() => withHeader({ ...header, device: 'short' }, packed)).toThrow(TypeError)
  expect(() => withHeader({ ...header, session: 'XYZ' }, packed)).toThrow(TypeError)
})
