import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { PopupPage } from './support/popup-page.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const adds = 60

/** Adds a product as the popup does, and resolves with the background's answer. */
function add(popup: Page, title: string): Promise<unknown> {
  return popup.evaluate(async wanted => {
    const params = { product: { title: wanted }, quantity: 1 }
    return chrome.runtime.sendMessage({ to: 'background', request: 'add', params })
  }, title)
}

test(`${adds} adds, the worker killed right after each answer: none is lost`, async () => {
  const chromium = await launchChromium({ extensionDir: world.extension.chromium })
  const popup = await chromium.openPopupInTab()
  const titles = Array.from({ length: adds }, (_, n) => `Item ${n}`)
  for (const title of titles) {
    expect(await add(popup, title)).toMatchObject({ ok: true })
    await chromium.killWorker()
  }
  await popup.close()
  const cart = new PopupPage(await chromium.openPopupInTab())
  await cart.showsLines(titles.map(title => ({ title, quantity: 1 })))
}, 180_000)
