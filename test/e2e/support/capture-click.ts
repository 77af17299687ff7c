import type { Page } from 'puppeteer-core'
import type { CaptureOutcome } from '../../../extension/messages/popup-surface.ts'
import { ask } from './ask.ts'
import type { ChromiumBrowser } from './chromium.ts'
import { PopupPage } from './popup-page.ts'

/**
 * The real toolbar click on a page that is open, and what `use` does in the popup. The popup is closed whatever happens:
 * one that was left open would swallow the next test's click.
 */
export async function inPopup<T>(
  chromium: ChromiumBrowser,
  page: Page,
  use: (popup: PopupPage) => Promise<T>,
): Promise<T> {
  const popup = new PopupPage(await chromium.clickToolbar(page))
  try {
    return await use(popup)
  } finally {
    await popup.page.close()
  }
}

/** What capture answers in a popup that a click on the toolbar's button opened. */
export async function captureIn({ page }: PopupPage): Promise<CaptureOutcome> {
  const tab = await page.evaluate(async () => {
    const [front] = await chrome.tabs.query({ active: true, currentWindow: true })
    return front?.id
  })
  if (tab === undefined) throw new Error('There is no page in front of the popup')
  return ask(page, 'capture', { tab })
}

/** What capture answers to the real toolbar click on a page that is open. */
export function clickToCapture(chromium: ChromiumBrowser, page: Page): Promise<CaptureOutcome> {
  return inPopup(chromium, page, captureIn)
}
