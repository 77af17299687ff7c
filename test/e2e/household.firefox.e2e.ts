import { afterAll, beforeAll, describe, test } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { launchFirefox } from './support/firefox.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { screenshot } from './support/screenshots.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ relays: 2 })
})
afterAll(() => world.stop())

describe('Chromium and Firefox', () => {
  test('share one cart, directly connected, and change the same line at the same moment', async () => {
    const chromium = await launchChromium({ extensionDir: world.extension.chromium })
    const ada = new PopupPage(await chromium.openPopupInTab())
    await ada.addByHand('Bread', { price: '2.40' })
    const link = await ada.share('Ada')
    await ada.click(words('back'))

    const firefox = await launchFirefox({ extensionDir: world.extension.firefox })
    const ben = new PopupPage(await firefox.openPopupInTab())
    await ben.join(link, 'Ben')
    await ben.showsLines([{ title: 'Bread', quantity: 1, people: words('line_people', 'Ada') }])
    await screenshot(ben.page, 'firefox')
    await Promise.all([ada, ben].map(cart => cart.hasStatus(words('status_connected_one', '1'))))

    await Promise.all([ada.more('Bread'), ben.more('Bread')])
    await Promise.all([ada, ben].map(cart => cart.showsLines([{ title: 'Bread', quantity: 3 }])))
    await ben.addByHand('Olives', { quantity: 2 })
    await ada.showsLines([{ title: 'Bread' }, { title: 'Olives', quantity: 2 }])
    await ada.remove('Bread')
    await ben.showsLines([{ title: 'Olives', quantity: 2 }])
  })

  test('Firefox shares, goes away, and Chromium still gets the cart', async () => {
    const firefox = await launchFirefox({ extensionDir: world.extension.firefox })
    const ada = new PopupPage(await firefox.openPopupInTab())
    await ada.addByHand('Honey')
    const link = await ada.share('Ada')
    await ada.click(words('back'))
    await ada.hasStatus(words('status_saved_other', '2', '').replace(/,\s*$/, ''))
    await firefox.close()

    const chromium = await launchChromium({ extensionDir: world.extension.chromium })
    const ben = new PopupPage(await chromium.openPopupInTab())
    await ben.join(link, 'Ben')
    await ben.showsLines([{ title: 'Honey', quantity: 1 }])
  })
})
