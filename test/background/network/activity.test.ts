import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Activity } from '../../../background/network/activity.ts'
import { FakeClock } from './fake-clock.ts'

const quietMs = 180_000

let clock: FakeClock
let now: { peer: boolean; asked: boolean; settled: boolean }
const onActive = vi.fn()
const onRest = vi.fn()

beforeEach(() => {
  onActive.mockReset()
  onRest.mockReset()
  clock = new FakeClock()
  now = { peer: false, asked: false, settled: false }
})

function start(): Activity {
  return new Activity({
    clock,
    quietMs,
    hasPeer: () => now.peer,
    isAsked: () => now.asked,
    isSettled: () => now.settled,
    onActive,
    onRest,
  })
}

describe('a look', () => {
  test('ends when all is settled, and looks for no peers', () => {
    const activity = start()
    clock.advance(5_000)
    expect(onRest).not.toHaveBeenCalled()
    now.settled = true
    activity.stirred()
    clock.advance(100)
    expect(onRest).toHaveBeenCalledOnce()
    expect(onActive).not.toHaveBeenCalled()
  })

  test('ends when nothing gets on for a minute', () => {
    const activity = start()
    clock.advance(50_000)
    activity.progressed()
    clock.advance(59_999)
    expect(onRest).not.toHaveBeenCalled()
    clock.advance(200)
    expect(onRest).toHaveBeenCalledOnce()
  })

  test('goes on while a question is being answered', () => {
    now = { peer: false, asked: true, settled: true }
    const activity = start()
    clock.advance(120_000)
    expect(onRest).not.toHaveBeenCalled()
    now.asked = false
    activity.stirred()
    clock.advance(100)
    expect(onRest).toHaveBeenCalledOnce()
  })
})

describe('the network stays', () => {
  beforeEach(() => {
    now.settled = true
  })

  test('while a view is open', () => {
    const activity = start()
    activity.attention(true)
    clock.advance(10 * quietMs)
    expect(onActive.mock.calls).toEqual([[true]])
    expect(onRest).not.toHaveBeenCalled()
    activity.attention(false)
    expect(onActive.mock.calls).toEqual([[true], [false]])
    expect(onRest).toHaveBeenCalledOnce()
  })

  test('for a while after the last change', () => {
    const activity = start()
    activity.changed()
    clock.advance(quietMs - 1)
    activity.changed()
    clock.advance(quietMs - 1)
    expect(onRest).not.toHaveBeenCalled()
    clock.advance(1)
    expect(onRest).toHaveBeenCalledOnce()
    expect(onActive.mock.calls).toEqual([[true], [false]])
  })

  test('while a peer is connected', () => {
    now.peer = true
    const activity = start()
    clock.advance(quietMs)
    expect(onRest).not.toHaveBeenCalled()
    now.peer = false
    activity.stirred()
    clock.advance(100)
    expect(onRest).toHaveBeenCalledOnce()
  })

  test('until what changed is settled', () => {
    now.settled = false
    const activity = start()
    activity.changed()
    for (let n = 0; n < 20; n++) {
      clock.advance(20_000)
      activity.progressed()
    }
    expect(onRest).not.toHaveBeenCalled()
    now.settled = true
    clock.advance(100)
    expect(onRest).toHaveBeenCalledOnce()
  })
})

describe('that it rests', () => {
  test('is told once, and again each minute while nobody ends it', () => {
    now.settled = true
    const activity = start()
    clock.advance(30_000)
    activity.stirred()
    clock.advance(29_000)
    expect(onRest).toHaveBeenCalledOnce()
    clock.advance(1_200)
    expect(onRest).toHaveBeenCalledTimes(2)
  })

  test('is told again after the background said something', () => {
    now.settled = true
    const activity = start()
    clock.advance(100)
    activity.stirred({ byBackground: true })
    clock.advance(100)
    expect(onRest).toHaveBeenCalledTimes(2)
  })

  test('is never told once it is closed', () => {
    now.settled = true
    const activity = start()
    activity.close()
    activity.stirred()
    activity.attention(false)
    clock.advance(600_000)
    expect(onRest).not.toHaveBeenCalled()
  })
})
