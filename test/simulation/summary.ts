import type { Fault } from './faults.ts'
import type { SimulationResult } from './simulation.ts'

/** How to see one simulation again. */
export function replay({ seed }: Pick<SimulationResult, 'seed'>): string {
  return `npm run simulate -- --seed ${seed} --verbose`
}

/** What went wrong in one simulation, and how to see it again. */
export function failureOf(result: SimulationResult): string {
  return [`Seed ${result.seed} failed. Replay: ${replay(result)}`, ...result.failures.slice(0, 12)].join(
    '\n  ',
  )
}

function sum(results: readonly SimulationResult[], of: (result: SimulationResult) => number): number {
  return results.reduce((total, result) => total + of(result), 0)
}

function faultsOf(results: readonly SimulationResult[]): string {
  const total = new Map<Fault, number>()
  for (const { counts } of results) {
    for (const [fault, times] of counts.faults) total.set(fault, (total.get(fault) ?? 0) + times)
  }
  return [...total]
    .sort(([, a], [, b]) => b - a)
    .map(([fault, times]) => `${times} ${fault}`)
    .join(', ')
}

/** All that was done, in two lines. */
export function summaryOf(results: readonly SimulationResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length
  const hours = sum(results, ({ simulatedMs }) => simulatedMs) / 3_600_000
  const settled = Math.max(0, ...results.map(({ settledMs }) => settledMs)) / 60_000
  const numbers = [
    `${results.length} seeds`,
    `${failed} failed`,
    `${sum(results, ({ counts }) => counts.steps)} steps`,
    `${sum(results, ({ counts }) => counts.edits)} edits`,
    `${sum(results, ({ counts }) => counts.written)} events written (${sum(results, ({ counts }) => counts.accepted)} taken, ${sum(results, ({ counts }) => counts.parts)} parts, ${sum(results, ({ counts }) => counts.deletions)} deletions)`,
    `${Math.round(sum(results, ({ counts }) => counts.bytes) / 1_000_000)} MB`,
    `${Math.round(hours)} h of virtual time`,
    `settled in at most ${Math.round(settled)} min`,
    `${Math.round(sum(results, ({ tookMs }) => tookMs) / 1_000)} s of one processor`,
  ]
  return `${numbers.join(', ')}\nfaults: ${faultsOf(results)}`
}
