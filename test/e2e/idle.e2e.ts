import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { eventually } from './support/wait.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ quietSeconds: 1 })
})
afterAll(() => world.stop())

interface Member {
  readonly browser: ChromiumBrowser
  readonly cart: PopupPage
}

async function member(): Promise<Member> {
  const browser = await launchChromium({ extensionDir: world.extension.chromium })
  return { browser, cart: new PopupPage(await browser.openPopupInTab()) }
}

function offscreenDocuments({ browser }: ChromiumBrowser): number {
  return browser.targets().filter(target => target.type() === 'background_page').length
}

/** Waits until no browser has a connection to the relay, and these have no offscreen document. */
async function rest(...members: readonly Member[]): Promise<void> {
  await eventually('the network rests', () => {
    const documents = members.reduce((sum, { browser }) => sum + offscreenDocuments(browser), 0)
    return (world.relays[0]?.counts().connections === 0 && documents === 0) || undefined
  })
}

/** Runs what the alarm every five minutes starts. */
async function ringAlarm({ browser }: ChromiumBrowser): Promise<void> {
  const target = await browser.waitForTarget(each => each.type() === 'service_worker')
  const worker = await target.worker()
  await worker?.evaluate(() => chrome.alarms.create('sync', { when: Date.now() }))
}

async function badge({ browser }: ChromiumBrowser): Promise<string | undefined> {
  const target = await browser.waitForTarget(each => each.type() === 'service_worker')
  return (await target.worker())?.evaluate(() => chrome.action.getBadgeText({}))
}

/** Ada and Ben with one cart, milk from her and bread from him that she has not seen: her browser rests. */
async function household(): Promise<{ ada: Member; ben: Member }> {
  const ada = await member()
  await ada.cart.addByHand('Milk')
  const link = await ada.cart.share('Ada')
  await ada.cart.click(words('back'))
  await ada.cart.hasStatus('Saved on 1')
  await ada.cart.page.close()
  await rest(ada)

  const ben = await member()
  await ben.cart.join(link, 'Ben')
  await ben.cart.showsLines([{ title: 'Milk' }])
  await ben.cart.addByHand('Bread')
  await ben.cart.hasStatus('Saved on 1')
  return { ada, ben }
}

test('with no view open, no socket and no offscreen document stay; an alarm brings what others wrote', async () => {
  const { ada, ben } = await household()
  await ben.cart.page.close()
  await rest(ada, ben)
  expect(await badge(ada.browser)).toBe('1')

  await ringAlarm(ada.browser)
  await eventually('the bread is there', async () => (await badge(ada.browser)) === '2' || undefined)
  await rest(ada, ben)
})

test('a popup shows the cart of this device first, then catches up', async () => {
  const { ada, ben } = await household()
  await ben.cart.page.close()
  await rest(ada, ben)

  world.relays[0]?.set({ latency: 1_000 })
  const popup = new PopupPage(await ada.browser.openPopupInTab())
  await popup.showsLines([{ title: 'Milk' }])
  expect(await popup.status()).toContain('Saved on 1')
  await popup.showsLines([{ title: 'Milk' }, { title: 'Bread' }])
  world.relays[0]?.set({})
})

test('a network whose worker was killed meanwhile ends all the same, and is not started anew', async () => {
  const ada = await member()
  await ada.cart.share('Ada')
  await ada.cart.click(words('back'))
  await ada.cart.hasStatus('Saved on 1')
  const offscreen: Page = await ada.browser.offscreen()
  let started = 0
  ada.browser.browser.on('targetcreated', target => {
    if (target.type() === 'background_page') started += 1
  })
  await ada.cart.addByHand('Milk')
  await ada.cart.page.close()
  await ada.browser.killWorker()
  await rest(ada)
  expect(offscreen.isClosed()).toBe(true)
  expect(started).toBe(0)
})
