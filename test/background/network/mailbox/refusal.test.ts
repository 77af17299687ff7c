import { expect, test } from 'vitest'
import { isTooEarly, refusalKind } from '../../../../background/network/mailbox/refusal.ts'

test.each([
  ['invalid: created_at too late', false],
  ['invalid: created_at too early', true],
  ['invalid: event expired', true],
  ['rejected: created_at is more than 900 seconds in the future', false],
  ['invalid: The event created_at field is out of the acceptable range (+30min) for this relay.', false],
  ['event too old', true],
  ['event too much in the future', false],
  ['invalid: event creation date is too far off from the current time', false],
])('"%s" is about the time', (words, tooEarly) => {
  expect(refusalKind(words)).toBe('time')
  expect(isTooEarly(words)).toBe(tooEarly)
})

test.each([
  'invalid: event too large: 70000',
  'event is too big',
  'rejected: content is longer than 102400 bytes',
  'invalid: max content length is 4096',
])('"%s" is about the size', words => {
  expect(refusalKind(words)).toBe('size')
})

test.each([
  'rate-limited: slow down, max 8 events a minute in future',
  'blocked: not you',
  'restricted: sign up, the length of your stay expired',
  'auth-required: who are you',
  'the relay did not keep what it accepted',
  'publish timed out',
  '',
])('"%s" is about neither', words => {
  expect(refusalKind(words)).toBe('other')
})
