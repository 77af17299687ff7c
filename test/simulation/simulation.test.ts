import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { simulate } from './simulation.ts'
import { failureOf } from './summary.ts'

const slow = 300_000

test('the same seed does the same, to the last message', { timeout: slow }, async () => {
  const [once, again] = [await simulate({ seed: 7, steps: 400 }), await simulate({ seed: 7, steps: 400 })]
  expect(again.trace).toBe(once.trace)
  expect(again.counts).toEqual(once.counts)
  const other = await simulate({ seed: 8, steps: 400 })
  expect(other.trace).not.toBe(once.trace)
})

test('a change that never reaches the other devices is found', { timeout: slow }, async () => {
  let updates = 0
  let lost: number | undefined
  const isLost = (update: Uint8Array): boolean => {
    const { structs } = Y.decodeUpdate(update)
    updates += 1
    // All that one session writes, so that it shows whatever becomes of a single line.
    if (updates >= 10) lost ??= structs[0]?.id.client
    return structs.some(({ id }) => id.client === lost)
  }
  const result = await simulate({ seed: 7, steps: 400, isLost })
  expect(failureOf(result)).toMatch(
    /Replay: npm run simulate -- --seed 7 --verbose\n {2}device-\d holds other entries/,
  )
})
