import { setTimeout as pause } from 'node:timers/promises'
import type { EvaluateFunc, Page } from 'puppeteer-core'

const patienceMs = 20_000
const pollMs = 50

/** Resolves when `predicate`, run inside the page, answers something truthy. Rejects with `what` when it never does. */
export async function waitUntil<Args extends unknown[]>(
  page: Page,
  what: string,
  predicate: EvaluateFunc<Args>,
  ...values: Args
): Promise<void> {
  try {
    await page.waitForFunction(predicate, { polling: pollMs, timeout: patienceMs }, ...values)
  } catch (error) {
    throw new Error(`Waited in vain until ${what}`, { cause: error })
  }
}

/** The same on the test's side, for what no page can see: resolves with the first answer that is not undefined. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const answer = await probe()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`)
    await pause(pollMs)
  }
}
