import { expect, test } from 'vitest'
import { SlotTimes } from '../../../../background/network/mailbox/slot-times.ts'

test('each event of a slot is later than the one before, and none is far ahead', () => {
  const times = new SlotTimes()
  expect(times.next('a', 1_000)).toBe(1_000)
  times.saw('a', 1_000)
  times.saw('a', 900)
  expect(times.next('a', 1_000)).toBe(1_001)
  expect(times.next('b', 1_000)).toBe(1_000)
  times.saw('a', 1_239)
  expect(times.next('a', 1_000)).toBe(1_240)
  times.saw('a', 1_240)
  expect(times.next('a', 1_000)).toBeUndefined()
  expect(times.next('a', 1_001)).toBe(1_241)
})
