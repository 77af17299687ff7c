import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts'
import { startCuttableProxy } from './support/cuttable-proxy.ts'
import { goOffline, goOnline } from './support/offline.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { screenshot } from './support/screenshots.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ relays: 2 })
})
afterAll(() => world.stop())

async function member(options: { proxy?: Awaited<ReturnType<typeof startCuttableProxy>> } = {}) {
  const browser = await launchChromium({ extensionDir: world.extension.chromium, ...options })
  return { browser, cart: new PopupPage(await browser.openPopupInTab()) }
}

/** Two members of one cart, connected directly. */
async function household(options: Parameters<typeof member>[0] = {}) {
  const ada = await member()
  const link = await ada.cart.share('Ada')
  await ada.cart.click(words('back'))
  const ben = await member(options)
  await ben.cart.join(link, 'Ben')
  await Promise.all([ada, ben].map(({ cart }) => cart.hasStatus(words('status_connected_one', '1'))))
  return { ada, ben, link }
}

/** The real toolbar click on a product's page, and the click on "Add to cart". */
async function addFromShop(browser: ChromiumBrowser, name: string): Promise<void> {
  const shop = await browser.openPage(world.shop.address(name))
  const popup = new PopupPage(await browser.clickToolbar(shop))
  await popup.add()
  await popup.page.close()
  await shop.close()
}

describe('two members', () => {
  test('add from a shop, share by link, join, and have the same cart at once', async () => {
    const ada = await member()
    await addFromShop(ada.browser, 'tea')
    await ada.cart.showsLines([{ quantity: 1 }])
    const [tea] = await ada.cart.lines()
    const link = await ada.cart.share('Ada')
    expect(link.length).toBeLessThan(200)
    await ada.cart.click(words('back'))

    const ben = await member()
    const tab = await ben.browser.openPage(link)
    const popup = new PopupPage(await ben.browser.clickToolbar(tab))
    await popup.sees(words('join_with', 'Ada'))
    await popup.sees(words('join_lines_one', '1'))
    await popup.answerJoin('Ben')
    await popup.page.close()
    await ben.cart.showsLines([{ title: tea?.title ?? '', quantity: 1, people: words('line_people', 'Ada') }])
    await screenshot(ben.cart.page, 'joined')

    await ben.cart.more(tea?.title ?? '')
    await ada.cart.showsLines([{ quantity: 2 }])
    const [shared] = await ada.cart.lines()
    expect(shared?.people).toMatch(/You: 1/)
    expect(shared?.people).toMatch(/Ben: 1/)
  })

  test('change the same line at the same moment', async () => {
    const { ada, ben } = await household()
    await ada.cart.addByHand('Bread')
    await ben.cart.showsLines([{ title: 'Bread', quantity: 1 }])
    await Promise.all([ada.cart.more('Bread'), ben.cart.more('Bread')])
    await Promise.all([ada, ben].map(({ cart }) => cart.showsLines([{ title: 'Bread', quantity: 3 }])))
    await Promise.all([ada.cart.tick('Bread'), ben.cart.note('Bread', 'the dark one')])
    const both = [{ title: 'Bread', quantity: 3, bought: true, note: 'the dark one' }]
    await Promise.all([ada, ben].map(({ cart }) => cart.showsLines(both)))
  })

  test('go on while the relays are dead, and find new members when they are back', async () => {
    const { ada, ben, link } = await household()
    ada.browser.problems.expect(/WebSocket connection/)
    ben.browser.problems.expect(/WebSocket connection/)
    await Promise.all([world.killRelay(0), world.killRelay(1)])
    await ada.cart.addByHand('Milk')
    await ben.cart.showsLines([{ title: 'Milk', quantity: 1 }])
    await ben.cart.more('Milk')
    await ada.cart.showsLines([{ title: 'Milk', quantity: 2 }])

    await Promise.all([world.restartRelay(0), world.restartRelay(1, { empty: true })])
    await ada.cart.hasStatus(words('status_connected_one', '1'))
    const cleo = await member()
    await cleo.cart.join(link, 'Cleo')
    await cleo.cart.showsLines([{ title: 'Milk', quantity: 2 }])
  })

  test('merge what both did offline, and what one removed stays removed', async () => {
    const proxy = await startCuttableProxy()
    const { ada, ben } = await household({ proxy })
    ben.browser.problems.expect(/WebSocket connection|ERR_|Failed to load/)
    await ada.cart.addByHand('Soap')
    await ada.cart.addByHand('Rice')
    await ben.cart.showsLines([{ title: 'Soap' }, { title: 'Rice' }])

    await goOffline(ben.browser, proxy)
    await ben.cart.hasStatus(words('status_offline'))
    await ben.cart.note('Soap', 'unscented')
    await ben.cart.more('Rice')
    await ben.cart.addByHand('Salt')
    await ada.cart.remove('Soap')
    await ada.cart.more('Rice')
    await ada.cart.showsLines([{ title: 'Rice', quantity: 2 }])

    await goOnline(ben.browser, proxy)
    const merged = [
      { title: 'Rice', quantity: 3 },
      { title: 'Salt', quantity: 1 },
    ]
    await Promise.all([ada, ben].map(({ cart }) => cart.showsLines(merged)))
    await proxy.stop()
  })

  test('lose nothing when a worker is killed in the middle', async () => {
    const { ada, ben } = await household()
    await ada.cart.addByHand('Eggs')
    await ben.cart.showsLines([{ title: 'Eggs', quantity: 1 }])
    await Promise.all([ada.browser.killWorker(), ben.browser.killWorker()])
    await ada.cart.more('Eggs')
    await ben.cart.showsLines([{ title: 'Eggs', quantity: 2 }])
    await ben.browser.killWorker()
    await ada.cart.more('Eggs')
    await ben.cart.showsLines([{ title: 'Eggs', quantity: 3 }])
  })
})
