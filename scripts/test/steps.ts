import { ensureBrowser } from '../browsers/ensure.ts'
import { type BrowserKind, knownBrowsers } from '../browsers/find.ts'
import { check, command, type Outcome, type Step } from './step.ts'
import { runVitest } from './vitest-report.ts'

// Addresses that lead nowhere but are of the right form: end-to-end tests build for the relays they start themselves.
const loopback = { RELAYS: 'ws://127.0.0.1:7447', GUEST_PAGE: 'http://127.0.0.1:7448/' }

// For several minutes of tests on two cores; a hung run must still end. The simulation's 200 seeds are among the unit tests.
const unitLimitMs = 14 * 60_000
const e2eLimitMs = 8 * 60_000

/** Everything `npm test` does, in this order. */
export const steps: readonly Step[] = [
  check(
    'types',
    ['tsconfig.json', 'tsconfig.worker.json', 'tsconfig.node.json'].map(project =>
      command(`tsc --project ${project}`),
    ),
  ),
  check('lint', [command('biome ci --error-on-warnings --colors=off')]),
  check('imports', [
    command('depcruise --config .dependency-cruiser.cjs --output-type err .'),
    command('tsx scripts/test/browser-api.ts'),
  ]),
  check('unused', [command('knip')]),
  { name: 'unit', run: () => runVitest('unit', [], unitLimitMs) },
  check('build', [command('tsx scripts/build/main.ts', loopback)]),
  check(
    'web-ext',
    ['chromium', 'firefox'].map(browser => command(`tsx scripts/test/web-ext-lint.ts ${browser}`)),
    ['build'],
  ),
  endToEnd('chromium', ['chromium']),
  endToEnd('firefox', ['firefox', 'chromium']),
]

/** The end-to-end tests of one vitest project, with the browsers that it drives. */
function endToEnd(project: string, kinds: readonly BrowserKind[]): Step {
  return { name: `e2e-${project}`, needs: ['build'], run: () => runEndToEnd(project, kinds) }
}

async function runEndToEnd(project: string, kinds: readonly BrowserKind[]): Promise<Outcome> {
  for (const kind of kinds) {
    const search = await ensureBrowser(kind)
    if ('missing' in search) return { passed: 0, failed: 1, output: search.missing }
    process.env[knownBrowsers[kind].variable] = search.path
  }
  return runVitest(
    `e2e-${project}`,
    ['--config', 'test/e2e/vitest.config.ts', '--project', project],
    e2eLimitMs,
  )
}
