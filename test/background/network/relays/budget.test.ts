import { expect, test } from 'vitest'
import { Backoff } from '../../../../background/network/relays/backoff.ts'
import { TokenBucket } from '../../../../background/network/relays/token-bucket.ts'

test('a bucket lets a burst through and then its rate', () => {
  const bucket = new TokenBucket({ burst: 4, perMinute: 3 }, 0)
  expect([0, 0, 0, 0, 0].map(now => bucket.take(now))).toEqual([0, 0, 0, 0, 20_000])
  expect(bucket.take(5_000)).toBe(15_000)
  expect(bucket.take(20_000)).toBe(0)
  expect(bucket.take(20_000)).toBe(20_000)
})

test('a bucket never holds more than its burst, and a clock set back takes nothing', () => {
  const bucket = new TokenBucket({ burst: 2, perMinute: 60 }, 0)
  expect([1e9, 1e9, 1e9].map(now => bucket.take(now))).toEqual([0, 0, 1_000])
  expect(bucket.take(0)).toBe(1_000)
  expect(bucket.take(1_000)).toBe(0)
})

test('waiting times double up to a limit, spread over their upper half, and start again after a success', () => {
  const backoff = new Backoff(1_000, 60_000)
  const times = Array.from({ length: 8 }, () => backoff.next(1))
  expect(times).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
  expect(backoff.next(0)).toBe(30_000)
  backoff.reset()
  expect(backoff.next(0)).toBe(500)
})
