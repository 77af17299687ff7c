import { beforeEach, expect, test } from 'vitest'
import { Announcer } from '../../../../background/network/peers/announcer.ts'
import { FakeClock } from '../fake-clock.ts'

let clock: FakeClock
let alone: boolean
let announcedAt: number[]
let announcer: Announcer

beforeEach(() => {
  clock = new FakeClock()
  alone = true
  announcedAt = []
  const start = clock.now()
  announcer = new Announcer({
    clock,
    isAlone: () => alone,
    announce: () => announcedAt.push((clock.now() - start) / 1000),
  })
})

test('it announces at 0, 2 and 8 s and then every 60 to 120 s', () => {
  announcer.start()
  clock.advance(8_000)
  clock.chance = 1
  clock.advance(181_000)
  expect(announcedAt).toEqual([0, 2, 8, 68, 188])
})

test('it stops when a peer is connected, and starts again when all are gone', () => {
  announcer.start()
  clock.advance(1_000)
  alone = false
  clock.advance(600_000)
  expect(announcedAt).toEqual([0])
  alone = true
  announcer.start()
  clock.advance(2_000)
  expect(announcedAt).toEqual([0, 601, 603])
})

test('a start within the first rounds adds nothing, a later one begins anew', () => {
  announcer.start()
  clock.advance(1_000)
  announcer.start()
  clock.advance(19_000)
  expect(announcedAt).toEqual([0, 2, 8])
  announcer.start()
  clock.advance(2_000)
  expect(announcedAt).toEqual([0, 2, 8, 20, 22])
})

test('nothing follows a stop', () => {
  announcer.start()
  clock.advance(0)
  announcer.stop()
  clock.advance(600_000)
  expect(announcedAt).toEqual([0])
})
