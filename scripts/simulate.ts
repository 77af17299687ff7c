import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type SimulationResult, simulate } from '../test/simulation/simulation.ts'
import { failureOf, summaryOf } from '../test/simulation/summary.ts'
import { ScriptFailure } from './failure.ts'
import { runScript } from './script.ts'

/*
 * `npm run simulate -- --seed 123 --verbose` shows one simulation; `-- --seeds 5000 [--from 1]` runs many, on all
 * processors. test/simulation has what is simulated.
 */

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new ScriptFailure(`--${name} takes a whole number, not "${text}"`)
  return Number(text)
}

/** Runs every n-th of the seeds in a process of its own, and tells of each result as it comes. */
function runPart(
  seeds: readonly number[],
  steps: number,
  onResult: (result: SimulationResult) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--part', JSON.stringify({ seeds, steps })], {
      serialization: 'advanced',
    })
    child.on('message', message => onResult(message as SimulationResult))
    child.on('error', reject)
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error(`A part ended with code ${code}`))))
  })
}

async function runMany(first: number, count: number, steps: number): Promise<SimulationResult[]> {
  const results: SimulationResult[] = []
  const parts = Math.min(count, availableParallelism())
  const seeds = Array.from({ length: count }, (_, at) => first + at)
  const take = (result: SimulationResult): void => {
    results.push(result)
    if (result.failures.length > 0) console.log(failureOf(result))
  }
  await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      runPart(
        seeds.filter((_seed, at) => at % parts === part),
        steps,
        take,
      ),
    ),
  )
  return results
}

async function runAsPart(text: string): Promise<void> {
  const { seeds, steps } = JSON.parse(text) as { seeds: number[]; steps: number }
  for (const seed of seeds) process.send?.(await simulate({ seed, steps }))
}

runScript(async () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      from: { type: 'string' },
      steps: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      part: { type: 'string' },
    },
  })
  if (values.part !== undefined) return runAsPart(values.part)
  const steps = wholeNumber('steps', values.steps) ?? 2_000
  const seed = wholeNumber('seed', values.seed)
  const results =
    seed === undefined
      ? await runMany(wholeNumber('from', values.from) ?? 1, wholeNumber('seeds', values.seeds) ?? 200, steps)
      : [await simulate({ seed, steps, verbose: values.verbose })]
  if (seed !== undefined)
    for (const result of results) if (result.failures.length > 0) console.log(failureOf(result))
  console.log(summaryOf(results))
  if (seed !== undefined) console.log(`trace ${results[0]?.trace}`)
  if (results.some(({ failures }) => failures.length > 0)) process.exitCode = 1
})
