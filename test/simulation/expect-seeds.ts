import { expect, test } from 'vitest'
import { type SimulationResult, simulate } from './simulation.ts'
import { failureOf, summaryOf } from './summary.ts'

/** Long enough for a machine that does much else. */
const slow = 900_000

/** Simulates so many seeds from `first` on. In parts, because each test file has a process of its own. */
export function expectSeeds(first: number, count: number): void {
  test(`seeds ${first} to ${first + count - 1}: every device ends with the same cart`, {
    timeout: slow,
  }, async () => {
    const results: SimulationResult[] = []
    for (let seed = first; seed < first + count; seed++) results.push(await simulate({ seed }))
    const failed = results.filter(({ failures }) => failures.length > 0)
    console.log(summaryOf(results))
    expect(failed.map(failureOf).join('\n')).toBe('')
  })
}
