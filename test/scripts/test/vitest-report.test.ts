import { expect, test } from 'vitest'
import { countReport } from '../../../scripts/test/vitest-report.ts'

test('countReport counts tests, and a file that could not be loaded as one failed', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 2,
    numPendingTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [{}, {}, {}] },
      { status: 'failed', assertionResults: [] },
    ],
  }
  expect(countReport(report)).toEqual({ passed: 5, failed: 3, skipped: 1 })
})

test('countReport throws on a report of another form', () => {
  expect(() => countReport({ numPassedTests: 5 })).toThrow()
})
