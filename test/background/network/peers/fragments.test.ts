import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  FragmentJoiner,
  fragmentBytes,
  fragmentsOf,
  mostMessageBytes,
} from '../../../../background/network/peers/fragments.ts'

/** Bytes that differ from place to place, so that a piece in the wrong place shows. */
function message(length: number, seed = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7 + seed) & 0xff)
}

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc
    .constantFrom(1, 2, 3)
    .chain(count => fc.integer({ min: -1, max: 1 }).map(by => count * fragmentBytes + by)),
)

test('messages of any size come out one after another as they went in', () => {
  fc.assert(
    fc.property(fc.array(lengths, { minLength: 1, maxLength: 5 }), sizes => {
      const messages = sizes.map(message)
      const joiner = new FragmentJoiner()
      const fragments = messages.flatMap(one => fragmentsOf(one))
      expect(Math.max(...fragments.map(({ length }) => length))).toBeLessThanOrEqual(1 + fragmentBytes)
      const joined = fragments.flatMap(fragment => joiner.take(fragment) ?? [])
      expect(joined).toHaveLength(messages.length)
      expect(joined.every((one, at) => Buffer.compare(one, messages[at] ?? one.subarray(1)) === 0)).toBe(true)
    }),
  )
})

test('a small message costs one byte', () => {
  expect(fragmentsOf(message(100)).map(({ length }) => length)).toEqual([101])
})

test('the largest cart arrives; a byte more than a message may have ends it', () => {
  const joiner = new FragmentJoiner()
  const largest = fragmentsOf(new Uint8Array(mostMessageBytes))
  expect(largest.flatMap(fragment => joiner.take(fragment)?.length ?? [])).toEqual([mostMessageBytes])
  const tooLarge = fragmentsOf(new Uint8Array(mostMessageBytes + 1))
  expect(() => tooLarge.map(fragment => joiner.take(fragment))).toThrow(RangeError)
})

test.each([
  ['nothing', new Uint8Array(0)],
  ['an unknown header', Uint8Array.of(2, 1, 1)],
  ['an empty piece that promises more', Uint8Array.of(1)],
  ['a short piece that promises more', new Uint8Array(fragmentBytes).fill(1)],
  ['a long piece that promises more', new Uint8Array(fragmentBytes + 2).fill(1)],
])('%s is no fragment', (_, fragment) => {
  expect(() => new FragmentJoiner().take(fragment)).toThrow(RangeError)
})
