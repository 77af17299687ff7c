import puppeteer, { type Browser, type Extension, type Page } from 'puppeteer-core'
import { requireBrowser } from '../../../scripts/browsers/find.ts'
import { chromiumFlags } from './chromium-flags.ts'
import { type ExtensionBrowser, type LaunchOptions, popupPath } from './extension-browser.ts'
import { register } from './open-browsers.ts'
import { Problems } from './problems.ts'
import { newProfile, removeProfile } from './profile.ts'
import { eventually } from './wait.ts'
import { type ChromiumWatch, watchChromium } from './watch-chromium.ts'

export interface ChromiumBrowser extends ExtensionBrowser {
  readonly name: 'chromium'
  /** The real click on the toolbar's button while `page` is in front: grants `activeTab` and gives the real popup. */
  clickToolbar(page: Page): Promise<Page>
  /** Ends the worker as the browser does when it was idle; resolves when it is gone. The next event starts it again. */
  killWorker(): Promise<void>
  /** The offscreen document, when there is one or as soon as there is. */
  offscreen(): Promise<Page>
}

const flags = [
  ...chromiumFlags,
  '--disable-dev-shm-usage',
  // No test leaves the machine, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
]

/** Starts Chromium with the extension loaded: in a fresh profile, unless one is given. */
export async function launchChromium(options: LaunchOptions): Promise<ChromiumBrowser> {
  const profile = options.profile ?? (await newProfile())
  const browser = await puppeteer.launch({
    executablePath: await requireBrowser('chromium'),
    userDataDir: profile,
    headless: options.headless ?? true,
    pipe: true,
    enableExtensions: true,
    defaultViewport: options.headless === false ? null : { width: 1280, height: 800 },
    args: [...flags, ...networkFlags(options)],
  })
  const extension = await install(browser, options.extensionDir)
  const origin = `chrome-extension://${extension.id}/`
  const problems = new Problems()
  const watch = await watchChromium(browser, origin, problems, options.watchWorker ?? true)
  const popup = await popupPath(options.extensionDir)

  async function openPage(address: string): Promise<Page> {
    const page = await browser.newPage()
    await page.goto(address)
    return page
  }

  return register({
    name: 'chromium',
    browser,
    problems,
    extensionAddress: path => `${origin}${path}`,
    openPage,
    openExtensionPage: path => openPage(`${origin}${path}`),
    openPopupInTab: () => openPage(`${origin}${popup}`),
    clickToolbar: page => clickToolbar(browser, extension, page, `${origin}${popup}`),
    killWorker: () => killWorker(browser, origin, watch),
    async offscreen() {
      const target = await browser.waitForTarget(
        each => each.type() === 'background_page' && each.url().startsWith(origin),
      )
      return target.asPage()
    },
    settle: () => watch.settle(),
    async close() {
      await watch.settle()
      await browser.close()
      if (options.profile === undefined) await removeProfile(profile)
    },
  })
}

function networkFlags({ proxy }: LaunchOptions): string[] {
  return [
    // `<-loopback>` takes away the rule that loopback needs no proxy.
    ...(proxy ? [`--proxy-server=http://127.0.0.1:${proxy.port}`, '--proxy-bypass-list=<-loopback>'] : []),
  ]
}

async function install(browser: Browser, extensionDir: string): Promise<Extension> {
  const id = await browser.installExtension(extensionDir)
  const extension = (await browser.extensions()).get(id)
  if (!extension) throw new Error(`Chromium did not load the extension in ${extensionDir}`)
  return extension
}

async function clickToolbar(
  browser: Browser,
  extension: Extension,
  page: Page,
  popupAddress: string,
): Promise<Page> {
  const before = new Set(browser.targets())
  await page.bringToFront()
  const [target] = await Promise.all([
    browser.waitForTarget(each => each.url().startsWith(popupAddress) && !before.has(each)),
    extension.triggerAction(page),
  ])
  const popup = await target.asPage()
  await popup.waitForFunction(() => document.readyState === 'complete', { polling: 50 })
  return popup
}

/** Ends every worker that runs now. No handle is taken: taking one from a worker that is just ending never returns. */
async function killWorker(browser: Browser, origin: string, watch: ChromiumWatch): Promise<void> {
  await watch.settle()
  await watch.releaseWorkers()
  const session = await browser.target().createCDPSession()
  const ended = new Set<string>()
  for (const { type, url, targetId } of (await session.send('Target.getTargets')).targetInfos) {
    if (type !== 'service_worker' || !url.startsWith(origin)) continue
    ended.add(targetId)
    await session.send('Target.closeTarget', { targetId })
  }
  await eventually('the worker is gone', async () => {
    const { targetInfos } = await session.send('Target.getTargets')
    return targetInfos.every(({ targetId }) => !ended.has(targetId)) || undefined
  })
  await session.detach()
}
