import { expect, test } from 'vitest'
import { relayWords } from '../../../../background/network/relays/relay-words.ts'

test('words are kept up to 300 characters, and no character is cut in half', () => {
  expect(relayWords('blocked: not now')).toBe('blocked: not now')
  expect(relayWords(new Error('closed'))).toBe('closed')
  expect(relayWords('x'.repeat(1_000_000))).toBe('x'.repeat(300))
  expect(relayWords(`${'x'.repeat(299)}\u{1F6D2}`)).toBe('x'.repeat(299))
})

test('a reason that is no text is none', () => {
  for (const reason of [undefined, null, 5, { toString: 1 }, ['x']])
    expect(relayWords(reason)).toBe('no reason given')
})
