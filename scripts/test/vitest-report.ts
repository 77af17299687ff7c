import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { projectRoot } from '../script.ts'
import { type Command, run } from './command.ts'
import type { Outcome } from './step.ts'

/** The part of vitest's JSON report that is counted. */
const reportSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
})

/** Runs vitest and counts its tests. A file that cannot be loaded, or an error outside all tests, counts as one failed. */
export async function runVitest(
  name: string,
  parameters: readonly string[],
  limitMs: number,
): Promise<Outcome> {
  const report = join(projectRoot, `out/test/${name}.json`)
  await rm(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const command: Command = { program: 'vitest', parameters: ['run', ...parameters, ...reporters] }
  const { ok, output } = await run(command, limitMs)
  const counts = await readReport(report)
  if (!counts) return { passed: 0, failed: 1, output: `${output}\nvitest wrote no report` }
  const { passed, failed, skipped } = counts
  return { passed, failed: ok ? failed : Math.max(failed, 1), skipped, output: ok ? '' : output }
}

/** The counts, or undefined when vitest ended before it could write the report, or was killed at it. */
async function readReport(path: string): Promise<ReturnType<typeof countReport> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : countReport(JSON.parse(text))
}

/** Counts the tests of a vitest JSON report. */
export function countReport(report: unknown): { passed: number; failed: number; skipped: number } {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = v.parse(reportSchema, report)
  const unloaded = testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  return { passed: numPassedTests, failed: numFailedTests + unloaded, skipped: numPendingTests }
}
