import { describe, expect, test } from 'vitest'
import type { RelayRecord } from '../../../../background/network/protocol.ts'
import { afterFailure, afterSuccess, takeWrite } from '../../../../background/network/relays/write-budget.ts'

const url = 'wss://relay.example'
const now = 1_800_000_000_000
const minute = 60_000

/** Takes a write at each of the times (ms after `now`) and gives the waits and the record that is left. */
function takeAt(record: RelayRecord, times: readonly number[]) {
  const waits: number[] = []
  let left = record
  for (const time of times) {
    const taken = takeWrite(left, now + time)
    waits.push(taken.wait)
    left = taken.record
  }
  return { waits, record: left }
}

describe('the budget of a relay', () => {
  test('lets four writes through at once and then three a minute', () => {
    const { waits } = takeAt({ url }, [0, 0, 0, 0, 0, 5_000, 20_000, 20_000, 40_000, minute])
    expect(waits).toEqual([0, 0, 0, 0, 20_000, 15_000, 0, 20_000, 0, 0])
  })

  test('never holds more than its burst', () => {
    const { record } = takeAt({ url }, [0, 0, 0, 0])
    expect(takeAt(record, [1e9, 1e9, 1e9, 1e9, 1e9]).waits).toEqual([0, 0, 0, 0, 20_000])
  })

  test('with a time of the future begins to fill now', () => {
    const record = { url, budget: { left: 0, at: now + 1e9 } }
    expect(takeAt(record, [0, 20_000]).waits).toEqual([20_000, 0])
  })

  test('with a damaged number of writes holds none, or its burst', () => {
    expect(takeAt({ url, budget: { left: -50, at: now } }, [0]).waits).toEqual([20_000])
    expect(takeAt({ url, budget: { left: 50, at: now } }, [0, 0, 0, 0, 0]).waits).toEqual([
      0, 0, 0, 0, 20_000,
    ])
  })

  test('rests for 60 s after a failure, then twice as long each time, up to 32 minutes', () => {
    let record: RelayRecord = { url }
    const rests: number[] = []
    for (let n = 0; n < 7; n++) {
      record = afterFailure(record, now, 1)
      rests.push(takeWrite(record, now).wait / minute)
    }
    expect(rests).toEqual([1, 2, 4, 8, 16, 32, 32])
    expect(takeWrite(record, now + 32 * minute).wait).toBe(0)
    expect(takeWrite(afterFailure({ url }, now, 0), now).wait).toBe(30_000)
  })

  test('starts again after a success', () => {
    const record = afterSuccess(afterFailure(afterFailure({ url }, now, 1), now, 1))
    expect(record).toEqual({ url })
    expect(takeWrite(afterFailure(record, now, 1), now).wait).toBe(minute)
  })

  test('rests no longer than 32 minutes when the clock was moved back', () => {
    const record = afterFailure({ url }, now + 1e9, 1)
    expect(takeWrite(record, now).wait).toBe(32 * minute)
  })
})
