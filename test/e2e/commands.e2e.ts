import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts'
import { PopupPage } from './support/popup-page.ts'
import { eventually } from './support/wait.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** The worker's own answer to `expression`. The handle is let go of at once: it would keep the worker alive. */
async function inWorker<T>(chromium: ChromiumBrowser, expression: string): Promise<T> {
  const target = await chromium.browser.waitForTarget(
    each => each.type() === 'service_worker' && each.url().startsWith(chromium.extensionAddress('')),
  )
  const session = await target.createCDPSession()
  const evaluate = (code: string) =>
    session.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true })
  try {
    // A worker can be seen before its script has run.
    await eventually('the worker runs', async () => {
      const { result } = await evaluate(`typeof chrome === 'object' && chrome.action !== undefined`)
      return result.value === true || undefined
    })
    const { result, exceptionDetails } = await evaluate(expression)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as T
  } finally {
    // The worker may have ended meanwhile, and its session with it.
    await session.detach().catch(() => {})
  }
}

/**
 * What the browser does for the keyboard command and for a click in the context menu: a driver can press neither, so
 * the worker's own event is fired, after a real toolbar click has granted the page as both do.
 */
async function fire(chromium: ChromiumBrowser, shop: Page, event: 'command' | 'menu'): Promise<void> {
  const popup = await chromium.clickToolbar(shop)
  await popup.close()
  await shop.bringToFront()
  const dispatch =
    event === 'command'
      ? `chrome.commands.onCommand.dispatch('add-product', tab)`
      : `chrome.contextMenus.onClicked.dispatch({ menuItemId: 'add-product', editable: false, pageUrl: tab.url }, tab)`
  await inWorker(
    chromium,
    `chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => { ${dispatch} })`,
  )
}

describe.each(['command', 'menu'] as const)('the %s', event => {
  test('adds the page’s product without the popup, and the badge says so', async () => {
    const chromium = await launchChromium({ extensionDir: world.extension.chromium })
    const shop = await chromium.openPage(world.shop.address('tea'))
    await fire(chromium, shop, event)
    for (const badge of ['✓', '1']) {
      await eventually(`the badge says ${badge}`, async () => {
        const shown = await inWorker<string>(chromium, 'chrome.action.getBadgeText({})')
        return shown === badge || undefined
      })
    }
    await new PopupPage(await chromium.openPopupInTab()).showsLines([
      { title: 'Spring Hill Green Tea', quantity: 1 },
    ])
  })
})

test('the browser knows the command and the menu entry, and has granted no site', async () => {
  const chromium = await launchChromium({ extensionDir: world.extension.chromium })
  const popup = await chromium.openPopupInTab()
  await eventually('both commands have their keys', async () => {
    const commands = await popup.evaluate(() => chrome.commands.getAll())
    const ready = commands.filter(({ shortcut }) => shortcut).map(({ name }) => name)
    return ready.sort().join() === '_execute_action,add-product' || undefined
  })
  // Updating an entry that is not there rejects.
  await eventually('the menu has the entry', () =>
    popup.evaluate(() =>
      chrome.contextMenus.update('add-product', {}).then(
        () => true,
        () => undefined,
      ),
    ),
  )
  expect(await popup.evaluate(async () => (await chrome.permissions.getAll()).origins)).toEqual([])
})
