import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import type { CuttableProxy } from './cuttable-proxy.ts'
import type { Problems } from './problems.ts'

export interface LaunchOptions {
  /** The unpacked extension. */
  readonly extensionDir: string
  /** False shows the browser's window, for a person to look on. */
  readonly headless?: boolean
  /** Sends all the browser's TCP traffic, loopback too, through this proxy. */
  readonly proxy?: CuttableProxy
  /**
   * False lets Chromium end the worker when it is idle, as it does for people: being watched for problems counts as
   * being busy. Killing the worker works either way.
   */
  readonly watchWorker?: boolean
  /** A profile's folder that outlives the browser (Chromium only); else it gets a new one of its own. */
  readonly profile?: string
}

/** A browser in a fresh profile with the extension in it. */
export interface ExtensionBrowser {
  readonly name: 'chromium' | 'firefox'
  readonly browser: Browser
  readonly problems: Problems
  /** The address of a packaged file. */
  extensionAddress(path: string): string
  /** Opens a shop's page, or any other web page, in a new tab. */
  openPage(address: string): Promise<Page>
  /** Opens one of the extension's own pages in a new tab. */
  openExtensionPage(path: string): Promise<Page>
  /** Opens the popup's page in a new tab: the view without the toolbar's grant of `activeTab`. */
  openPopupInTab(): Promise<Page>
  /** Waits until every problem that already happened was collected, as far as the browser can tell. */
  settle(): Promise<void>
  /** Ends the browser and removes its profile. */
  close(): Promise<void>
}

/** The path of the popup's page in a built extension. */
export async function popupPath(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8')) as {
    readonly action?: { readonly default_popup?: string }
  }
  const path = manifest.action?.default_popup
  if (path === undefined) throw new Error(`The extension in ${extensionDir} has no popup`)
  return path
}
