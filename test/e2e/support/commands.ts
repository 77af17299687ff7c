import type { Page } from 'puppeteer-core'
import type { ChromiumBrowser } from './chromium.ts'
import { eventually } from './wait.ts'

/** The worker's own answer to `expression`. The handle is let go of at once: it would keep the worker alive. */
export async function inWorker<T>(chromium: ChromiumBrowser, expression: string): Promise<T> {
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
export async function fire(chromium: ChromiumBrowser, shop: Page, event: 'command' | 'menu'): Promise<void> {
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
