import { beforeEach, describe, expect, test } from 'vitest'
import type { RelayRecord } from '../../../../background/network/protocol.ts'
import { RelayRecords } from '../../../../background/network/relays/relay-records.ts'
import { FakeClock } from '../fake-clock.ts'

const one = 'wss://one.example'
const two = 'wss://two.example'
const minute = 60_000
const day = 24 * 60 * minute

let clock: FakeClock
let told: RelayRecord[]
let records: RelayRecords

beforeEach(() => {
  clock = new FakeClock()
  told = []
  records = new RelayRecords({ clock, tell: record => told.push(record) })
})

describe('the budget', () => {
  test('is one for each relay, whoever takes from it', () => {
    const [first, second] = [records.budgetOf(one), records.budgetOf(one)]
    expect([first, second, first, second, first].map(budget => budget.take())).toEqual([0, 0, 0, 0, 20_000])
    expect(records.budgetOf(two).take()).toBe(0)
  })

  test('has signals of its own, of all carts together, and neither takes from the other', () => {
    const [first, second] = [records.budgetOf(one), records.budgetOf(one)]
    const signals = (): boolean[] =>
      Array.from({ length: 13 }, (_, at) => (at % 2 === 0 ? first : second).takeSignal())
    expect(signals()).toEqual([...Array(12).fill(true), false])
    for (let n = 0; n < 4; n++) expect(first.take()).toBe(0)
    first.failed()
    clock.advance(10_000)
    expect([first.takeSignal(), second.takeSignal()]).toEqual([true, false])
    records.flush()
    const next = new RelayRecords({ clock, tell: () => {} })
    next.load(told)
    expect(next.budgetOf(one).takeSignal()).toBe(false)
  })

  test('goes on where an earlier run left it', () => {
    const budget = records.budgetOf(one)
    for (let n = 0; n < 4; n++) budget.take()
    records.flush()
    const next = new RelayRecords({ clock, tell: () => {} })
    next.load(told)
    expect(next.budgetOf(one).take()).toBe(20_000)
  })

  test('rests after a failure until something was given back', () => {
    records.budgetOf(one).failed()
    expect(records.budgetOf(one).take()).toBe(30_000)
    records.budgetOf(one).succeeded()
    expect(records.budgetOf(one).take()).toBe(0)
    expect(records.of(one)).not.toHaveProperty('refusals')
  })
})

describe('on how many days a relay has failed', () => {
  const daysOf = (): number | undefined => records.of(one).failed?.days

  test('counts each day on which another relay answered, and ends with its own answer', () => {
    for (let days = 1; days <= 3; days++) {
      records.answered(two)
      records.failed(one)
      clock.advance(minute)
      records.failed(one)
      expect(daysOf()).toBe(days)
      clock.advance(day)
    }
    records.answered(one)
    expect(records.of(one)).toEqual({ url: one, answeredAt: clock.now() })
  })

  test('counts days that are far apart: a device may be used once a week', () => {
    for (let days = 1; days <= 7; days++) {
      records.answered(two)
      records.failed(one)
      expect(daysOf()).toBe(days)
      clock.advance(7 * day)
      const next = new RelayRecords({ clock, tell: () => {} })
      next.load([records.of(one), records.of(two)])
      records = next
    }
  })

  test('counts a failure that came just before another relay answered', () => {
    records.failed(one)
    records.failed(two)
    clock.advance(minute)
    records.answered(two)
    expect(daysOf()).toBe(1)
    expect(records.of(two)).not.toHaveProperty('failed')
    records.answered(one)
    clock.advance(minute)
    records.answered(two)
    expect(records.of(one)).not.toHaveProperty('failed')
  })

  test('does not count while no other relay answers', () => {
    records.answered(two)
    clock.advance(11 * minute)
    records.failed(one)
    clock.advance(11 * minute)
    records.answered(two)
    expect(records.of(one)).not.toHaveProperty('failed')
  })

  test('goes on where the clock was moved back', () => {
    const today = Math.floor(clock.now() / day)
    records.load([{ url: one, failed: { days: 3, last: today + 400 } }])
    records.answered(two)
    records.failed(one)
    expect(records.of(one).failed).toEqual({ days: 4, last: today })
  })
})

describe('telling', () => {
  test('is at once, then every 2 s with the newest, and stops when nothing changes', () => {
    records.answered(one)
    clock.advance(500)
    records.answered(one)
    clock.advance(500)
    records.answered(one)
    const newest = clock.now()
    expect(told).toHaveLength(1)
    clock.advance(10_000)
    expect(told).toHaveLength(2)
    expect(told[1]?.answeredAt).toBe(newest)
  })

  test('flush tells what waits, once', () => {
    records.answered(one)
    clock.advance(10)
    records.answered(one)
    records.flush()
    expect(told.at(-1)?.answeredAt).toBe(clock.now())
    clock.advance(10_000)
    expect(told).toHaveLength(2)
  })

  test('what changed in this run is newer than what is loaded, and told again', () => {
    records.answered(one)
    const { answeredAt } = records.of(one)
    clock.advance(5_000)
    records.load([
      { url: one, answeredAt: 5 },
      { url: two, answeredAt: 7 },
    ])
    expect(told).toHaveLength(2)
    expect(told[1]?.answeredAt).toBe(answeredAt)
    expect(records.of(two)).toEqual({ url: two, answeredAt: 7 })
  })

  test('what a relay says of itself is kept beside the rest', () => {
    records.answered(one)
    records.learned(one, { readAt: 3, content: 65_536 })
    expect(records.of(one)).toMatchObject({ answeredAt: clock.now(), limits: { readAt: 3, content: 65_536 } })
  })
})
