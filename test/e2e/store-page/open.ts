import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core'
import { type BrowserKind, requireBrowser } from '../../../scripts/browsers/find.ts'
import { chromiumFlags } from '../support/chromium-flags.ts'
import { type StorePageServer, serveStorePage } from './serve.ts'

/** A browser with the store's page in it. */
export interface StoreBrowser {
  readonly browser: Browser
  readonly page: Page
  close(): Promise<void>
}

const launchOptions: Readonly<Record<BrowserKind, LaunchOptions>> = {
  chromium: {
    browser: 'chrome',
    pipe: true,
    args: [...chromiumFlags],
  },
  firefox: { browser: 'firefox' },
}

/** Serves the page and opens it in a browser with a fresh profile. */
export async function openStorePage(kind: BrowserKind): Promise<StoreBrowser> {
  const server = await serveStorePage()
  try {
    const browser = await puppeteer.launch({
      ...launchOptions[kind],
      executablePath: await requireBrowser(kind),
    })
    const page = await browser.newPage()
    await page.goto(server.origin, { waitUntil: 'load' })
    return { browser, page, close: () => close(browser, server) }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function close(browser: Browser, server: StorePageServer): Promise<void> {
  await browser.close()
  await server.stop()
}
