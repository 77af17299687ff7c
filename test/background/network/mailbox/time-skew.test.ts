import { expect, test } from 'vitest'
import { TimeSkew } from '../../../../background/network/mailbox/time-skew.ts'

function tried(skew: TimeSkew, isTooEarly: boolean): number[] {
  const seconds: number[] = []
  while (skew.refused(isTooEarly)) seconds.push(skew.seconds)
  return seconds
}

test('it moves further and further into the past, then into the future, then begins anew', () => {
  const skew = new TimeSkew({ seconds: 0 })
  expect(skew.seconds).toBe(0)
  const first = tried(skew, false)
  expect(first.slice(0, 3)).toEqual([-300, -600, -1_200])
  expect(first.slice(9, 12)).toEqual([300, 600, 1_200])
  expect(skew.seconds).toBe(0)
  expect(tried(skew, false)).toEqual(first)
})

test('into the future first for a relay that finds events too old', () => {
  expect(tried(new TimeSkew({ seconds: 0 }), true).slice(0, 2)).toEqual([300, 600])
})

test('what worked on one relay is where the others begin', () => {
  const learned = { seconds: 0 }
  const [one, two] = [new TimeSkew(learned), new TimeSkew(learned)]
  one.refused(false)
  one.refused(false)
  expect(two.seconds).toBe(0)
  one.accepted()
  expect([one.seconds, two.seconds]).toEqual([-600, -600])
  two.accepted()
  expect(learned.seconds).toBe(-600)
})
