import { expect, test } from 'vitest'
import { EnvelopeLimit } from '../../../../background/network/mailbox/envelope-limit.ts'

const around = 33 + 18

test('without a word of the relay the largest envelope is used', () => {
  expect(new EnvelopeLimit().packedBytes(undefined)).toBe(45_000 - around)
  expect(new EnvelopeLimit().packedBytes({ readAt: 0 })).toBe(45_000 - around)
  expect(new EnvelopeLimit().isWhole(undefined)).toBe(true)
})

test('what the relay says counts, but never too little', () => {
  const limit = new EnvelopeLimit()
  expect(limit.packedBytes({ readAt: 0, content: 21_848 })).toBe(16_384 - around)
  expect(limit.packedBytes({ readAt: 0, message: 65_536 })).toBe(45_000 - around)
  expect(limit.packedBytes({ readAt: 0, message: 16_384 })).toBe(8_192 - around)
  expect(limit.packedBytes({ readAt: 0, content: 100 })).toBe(4_096 - around)
  expect(limit.isWhole({ readAt: 0, content: 100 })).toBe(false)
})

test('each refusal halves it, down to the least', () => {
  const limit = new EnvelopeLimit()
  const sizes: number[] = []
  while (limit.refused()) sizes.push(limit.packedBytes(undefined) + around)
  expect(sizes).toEqual([16_384, 8_192, 4_096, 4_096])
  expect(limit.refused()).toBe(false)
})
