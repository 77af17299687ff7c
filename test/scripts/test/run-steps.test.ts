import { describe, expect, test } from 'vitest'
import { runSteps } from '../../../scripts/test/run-steps.ts'
import { check, command, type Outcome, type Step } from '../../../scripts/test/step.ts'

function step(name: string, outcome: Outcome, needs: readonly string[] = []): Step {
  return { name, needs, run: async () => outcome }
}

const fine: Outcome = { passed: 1, failed: 0, output: '' }
const broken: Outcome = { passed: 2, failed: 1, output: 'what went wrong' }

async function running(steps: readonly Step[]): Promise<{ total: object; lines: string[] }> {
  const lines: string[] = []
  const total = await runSteps(steps, line => lines.push(line))
  return { total, lines: lines.map(line => line.replace(/\(.* s\)/, '')) }
}

describe('runSteps', () => {
  test('sums up, carries on after a failure, and shows what a failed step printed', async () => {
    const { total, lines } = await running([step('a', fine), step('b', broken), step('c', fine)])
    expect(total).toEqual({ passed: 4, failed: 1 })
    expect(lines).toEqual(['a: ok ', 'what went wrong', 'b: FAILED 1, 2 passed ', 'c: ok '])
  })

  test('does not run what needs a failed step, and counts it as failed', async () => {
    const { total, lines } = await running([step('build', broken), step('e2e', fine, ['build'])])
    expect(total).toEqual({ passed: 2, failed: 2 })
    expect(lines).toContain('e2e needs build: not run')
  })

  test('takes a need that was not chosen as met', async () => {
    expect((await running([step('e2e', fine, ['build'])])).total).toEqual({ passed: 1, failed: 0 })
  })

  test('counts a step that throws as failed', async () => {
    const throwing: Step = { name: 'a', run: () => Promise.reject(new Error('no such file')) }
    const { total, lines } = await running([throwing, step('b', fine)])
    expect(total).toEqual({ passed: 1, failed: 1 })
    expect(lines[0]).toContain('no such file')
  })
})

describe('check', () => {
  test('runs all its commands and shows the failed ones', async () => {
    const outcome = await check('three', [
      command('node --eval console.log("printed");process.exitCode=3'),
      command('node --version'),
      command('no-such-program'),
    ]).run()
    expect(outcome).toMatchObject({ passed: 0, failed: 1 })
    expect(outcome.output).toContain('printed')
    expect(outcome.output).toContain('no-such-program cannot be run')
    expect(outcome.output).not.toContain('node --version')
  })

  test('passes once when all is well', async () => {
    expect(await check('one', [command('node --version')]).run()).toEqual({
      passed: 1,
      failed: 0,
      output: '',
    })
  })
})
