import type { Outcome, Step } from './step.ts'

/**
 * Runs steps one after the other, telling each one's result as it goes and what it printed if it failed. A step whose
 * needs failed is not run and counts as failed; a need that is not among the steps is taken as met.
 */
export async function runSteps(
  steps: readonly Step[],
  tell: (line: string) => void,
): Promise<{ readonly passed: number; readonly failed: number }> {
  const failedSteps = new Set<string>()
  const total = { passed: 0, failed: 0 }
  for (const step of steps) {
    const began = performance.now()
    const outcome = await runUnlessVain(step, failedSteps)
    if (outcome.failed > 0) failedSteps.add(step.name)
    if (outcome.output.trim() !== '') tell(outcome.output.trim())
    tell(resultLine(step.name, outcome, performance.now() - began))
    total.passed += outcome.passed
    total.failed += outcome.failed
  }
  return total
}

async function runUnlessVain(step: Step, failedSteps: ReadonlySet<string>): Promise<Outcome> {
  const lacking = step.needs?.filter(need => failedSteps.has(need)) ?? []
  if (lacking.length > 0)
    return { passed: 0, failed: 1, output: `${step.name} needs ${lacking.join(', ')}: not run` }
  try {
    return await step.run()
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

function resultLine(name: string, { passed, failed, skipped = 0 }: Outcome, ms: number): string {
  const counts = [
    failed > 0 ? `FAILED ${failed}` : 'ok',
    passed + failed > 1 ? `${passed} passed` : '',
    skipped > 0 ? `${skipped} skipped` : '',
  ]
  return `${name}: ${counts.filter(Boolean).join(', ')} (${(ms / 1000).toFixed(1)} s)`
}
