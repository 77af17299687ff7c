import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ExtensionBrowser } from './extension-browser.ts'
import { describeProblems } from './problems.ts'
import { screenshotFolder } from './screenshots.ts'

/*
 * Every launched browser is known here, so that none is left running and none ends with problems that nobody saw.
 * One that a test launches lives as long as the test; one of `beforeAll`, as long as the file.
 */
const open = new Map<ExtensionBrowser, 'test' | 'file'>()
let launching: 'test' | 'file' = 'file'

/** Called by the launchers. Closing the browser, early or not, forgets it; its last problems are thrown. */
export function register<B extends ExtensionBrowser>(launched: B): B {
  const browser: B = {
    ...launched,
    async close() {
      if (!open.delete(browser)) return
      await launched.close()
      throwUnexpected([browser])
    },
  }
  open.set(browser, launching)
  return browser
}

/** A test begins: what is launched from now on is its own. */
export function enterTest(): void {
  launching = 'test'
}

/** A test has ended: closes its browsers, and throws if any open browser has problems. */
export async function leaveTest(): Promise<void> {
  launching = 'file'
  await Promise.all([...open.keys()].map(browser => browser.settle()))
  const all = [...open.keys()]
  await closeAll('test')
  throwUnexpected(all)
}

/** The file's tests have ended. */
export function leaveFile(): Promise<void> {
  return closeAll('file')
}

/** Shows every page of every open browser, in files named after the failed test. */
export async function screenshotFailure(test: string): Promise<void> {
  await mkdir(screenshotFolder, { recursive: true })
  for (const [which, { name, browser }] of [...open.keys()].entries()) {
    for (const [index, page] of (await browser.pages()).entries()) {
      const file = `failed ${test} ${name}${which} ${index}`.replace(/[^\w]+/g, '-')
      // A page that is just closing, or lies behind another, cannot always be shown; the test's own error matters more.
      const shown = page.screenshot({ path: join(screenshotFolder, `${file}.png`) }).catch(() => {})
      await Promise.race([shown, pause(3_000, undefined, { ref: false })])
    }
  }
}

async function closeAll(lifetime: 'test' | 'file'): Promise<void> {
  const ending = [...open].filter(([, each]) => each === lifetime).map(([browser]) => browser)
  const results = await Promise.allSettled(ending.map(browser => browser.close()))
  const failures = results.filter(result => result.status === 'rejected').map(result => result.reason)
  if (failures.length > 0) throw new Error(failures.map(String).join('\n'))
}

function throwUnexpected(browsers: readonly ExtensionBrowser[]): void {
  const problems = browsers.flatMap(({ problems }) => problems.takeUnexpected())
  if (problems.length > 0) throw new Error(`The browser had problems:\n${describeProblems(problems)}`)
}
