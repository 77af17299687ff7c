import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { requireBrowser } from '../../../scripts/browsers/find.ts'
import { type ExtensionBrowser, type LaunchOptions, popupPath } from './extension-browser.ts'
import { register } from './open-browsers.ts'
import { Problems } from './problems.ts'
import { newProfile, removeProfile } from './profile.ts'

export interface FirefoxBrowser extends ExtensionBrowser {
  readonly name: 'firefox'
}

/** Starts Firefox in a fresh profile with the extension loaded. Its toolbar popup cannot be driven: use `openPopupInTab`. */
export async function launchFirefox(options: LaunchOptions): Promise<FirefoxBrowser> {
  const profile = await newProfile()
  const uuid = randomUUID()
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await requireBrowser('firefox'),
    userDataDir: profile,
    headless: options.headless ?? true,
    defaultViewport: options.headless === false ? null : { width: 1280, height: 800 },
    // Firefox 153 and newer lets nobody navigate to an extension's pages without it.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [await geckoId(options.extensionDir)]: uuid }),
      // Every context's errors go to the process's output; the event page has no other way to tell them.
      'browser.dom.window.dump.enabled': true,
      'devtools.console.stdout.content': true,
      // Nobody is there to answer a permission prompt: it is answered with yes.
      'extensions.webextOptionalPermissionPrompts': false,
      ...networkPrefs(options),
    },
  })
  const problems = new Problems()
  const outputEnded = collectOutput(browser, problems)
  await browser.installExtension(options.extensionDir)
  const origin = `moz-extension://${uuid}/`
  const popup = await popupPath(options.extensionDir)

  async function openExtensionPage(path: string): Promise<Page> {
    const page = await browser.newPage()
    // Neither `load` nor `domcontentloaded` is ever reported for these pages.
    await page.goto(`${origin}${path}`, { waitUntil: [] })
    await page.waitForFunction(
      (address: string) => location.href.startsWith(address) && document.readyState === 'complete',
      { polling: 50 },
      origin,
    )
    return page
  }

  return register({
    name: 'firefox',
    browser,
    problems,
    extensionAddress: path => `${origin}${path}`,
    async openPage(address) {
      const page = await browser.newPage()
      await page.goto(address)
      return page
    },
    openExtensionPage,
    openPopupInTab: () => openExtensionPage(popup),
    // What was printed is known only when the output ends; `close` is followed by a last look at the problems.
    settle: async () => {},
    async close() {
      await browser.close()
      await outputEnded
      await removeProfile(profile)
    },
  })
}

function networkPrefs({ proxy }: LaunchOptions): Record<string, unknown> {
  return {
    ...(proxy && {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'network.proxy.no_proxies_on': '',
      'network.proxy.allow_hijacking_localhost': true,
    }),
  }
}

async function geckoId(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8')) as {
    readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } }
  }
  const id = manifest.browser_specific_settings?.gecko?.id
  if (id === undefined) throw new Error(`The extension in ${extensionDir} has no id for Firefox`)
  return id
}

/** Reads problems off the process's output; resolves when that has ended. */
async function collectOutput(browser: Browser, problems: Problems): Promise<void> {
  const process = browser.process()
  const streams = [process?.stdout, process?.stderr].filter(stream => stream != null)
  await Promise.all(
    streams.map(async stream => {
      for await (const line of createInterface({ input: stream })) {
        const problem = problemIn(line)
        if (problem !== undefined) problems.add({ where: 'firefox', text: problem })
      }
    }),
  )
}

/** Firefox's own code reports its errors the same way, from `chrome:` and `resource:` addresses or under a logger's name. */
function problemIn(line: string): string | undefined {
  if (/\b(chrome|resource):\/\/|^console\.\w+: [\w.-]+: /.test(line)) return undefined
  return /^(?:console\.(?:error|assert): .*|JavaScript error: moz-extension:.*)/.exec(line)?.[0]
}
