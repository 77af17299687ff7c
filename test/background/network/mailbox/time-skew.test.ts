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

test('what worked on one relay is only what another tries first when it is refused', () => {
  const learned = { seconds: 0 }
  const [one, two] = [new TimeSkew(learned), new TimeSkew(learned)]
  one.refused(false)
  one.refused(false)
  one.accepted()
  expect([one.seconds, two.seconds]).toEqual([-600, 0])
  two.accepted()
  expect(new TimeSkew(learned).seconds).toBe(0)
  expect(tried(two, true).slice(0, 4)).toEqual([-600, 300, 600, 1_200])
})

test('a relay that refuses what it once took is first tried with this device’s own time', () => {
  const skew = new TimeSkew({ seconds: 0 })
  skew.refused(false)
  skew.refused(false)
  skew.accepted()
  const steps = tried(skew, true)
  expect(steps.slice(0, 3)).toEqual([0, 300, 600])
  expect(steps).not.toContain(-600)
  expect(skew.seconds).toBe(-600)
  skew.refused(true)
  skew.accepted()
  expect(skew.seconds).toBe(0)
})
