import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyRuns } from '../../../background/store/key-runs.ts'

test('keys that follow one another are one run', () => {
  expect(keyRuns([7, 1, 3, 2, 9, 8])).toEqual([
    { first: 1, last: 3 },
    { first: 7, last: 9 },
  ])
  expect(keyRuns([])).toEqual([])
})

test('the runs hold exactly the keys, with a gap between any two', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60)), keys => {
      const runs = keyRuns(keys)
      const held = runs.flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, at) => first + at),
      )
      expect(held).toEqual([...new Set(keys)].sort((a, b) => a - b))
      for (const [at, run] of runs.entries()) {
        const next = runs[at + 1]
        if (next) expect(next.first).toBeGreaterThan(run.last + 1)
      }
    }),
  )
})
