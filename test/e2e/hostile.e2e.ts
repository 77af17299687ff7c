import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFragment } from '../../extension/invite/link-format.ts'
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { screenshot } from './support/screenshots.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

function launch(): Promise<ChromiumBrowser> {
  return launchChromium({ extensionDir: world.extension.chromium })
}

async function popupOn(chromium: ChromiumBrowser, page: string): Promise<PopupPage> {
  const shop = await chromium.openPage(world.shop.address(page))
  return new PopupPage(await chromium.clickToolbar(shop))
}

describe('a hostile page', () => {
  test('shows its title as text, runs nothing, and none of its addresses is opened or loaded', async () => {
    const chromium = await launch()
    const popup = await popupOn(chromium, 'hostile')
    await popup.named(words('capture_add'))
    await popup.add()
    await screenshot(popup.page, 'hostile')
    const dangerous = await popup.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[href], [src]')]
        .map(element => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
        .filter(address => /^\s*(javascript|data|blob|vbscript|file):/i.test(address)),
    )
    expect(dangerous).toEqual([])
    const [line] = await popup.lines()
    expect(line?.title).toContain('<')
    // The page would give its root element data-harmed; it also puts its own things in place of the document's methods.
    const harmed = (): boolean => Document.prototype.querySelector.call(document, '[data-harmed]') !== null
    for (const page of await chromium.browser.pages()) expect(await page.evaluate(harmed)).toBe(false)
    expect(await popup.page.evaluate(harmed)).toBe(false)
  })

  test('with nothing usable on it gets a clear message, and can be added by hand', async () => {
    const chromium = await launch()
    const popup = await popupOn(chromium, 'unusable')
    await popup.sees(words('capture_none'))
    await screenshot(popup.page, 'unusable')
    await popup.click(words('menu_by_hand'))
    await popup.type(words('hand_title_label'), 'Something from that shop')
    await popup.click(words('hand_add'))
    await popup.showsLines([{ title: 'Something from that shop' }])
  })

  test('the browser’s own pages are said to be out of reach', async () => {
    const chromium = await launch()
    const page = await chromium.openPage('chrome://version')
    const popup = new PopupPage(await chromium.clickToolbar(page))
    await popup.sees(words('capture_unreadable'))
  })
})

describe('a hostile link', () => {
  test('is refused in words: cut, changed, of a newer version, another site’s', async () => {
    const chromium = await launch()
    const cart = new PopupPage(await chromium.openPopupInTab())
    const link = await cart.share('Ada')
    await cart.click(words('back'))
    await cart.openMenu('menu_join')
    const [page = '', fragment = ''] = link.split('#')
    const newer = await writeFragment({ version: 2, body: new Uint8Array(40) })
    const changed = fragment.slice(0, 20) + (fragment[20] === 'A' ? 'B' : 'A') + fragment.slice(21)
    const refused = [
      [link.slice(0, -5), 'error_link_incomplete'],
      [`${page}#${changed}`, 'error_link_damaged'],
      [`${page}#${newer}`, 'error_link_version'],
      [`${page}#section-2`, 'error_link_not_ours'],
      ['https://example.com/#access_token=abc', 'error_link_not_ours'],
      ['not a link', 'error_link_not_ours'],
    ] as const
    for (const [text, message] of refused) {
      await cart.paste(text)
      await cart.page.keyboard.press('Enter')
      await cart.sees(words(message))
    }
    await screenshot(cart.page, 'hostile-link')
  })

  test('to a cart that is already joined says so, and opens it', async () => {
    const chromium = await launch()
    const cart = new PopupPage(await chromium.openPopupInTab())
    await cart.addByHand('Bread')
    const link = await cart.share('Ada')
    await cart.click(words('back'))
    const tab = await chromium.openPage(link)
    const popup = new PopupPage(await chromium.clickToolbar(tab))
    await popup.sees(words('join_have'))
    await popup.click(words('join_open'))
    await popup.showsLines([{ title: 'Bread' }])
  })

  test('whose relays are all gone still joins, after it was said', async () => {
    const lonely = await startWorld()
    try {
      const ada = await launchChromium({ extensionDir: lonely.extension.chromium })
      ada.problems.expect(/WebSocket/)
      const link = await new PopupPage(await ada.openPopupInTab()).share('Ada')
      await ada.close()
      await lonely.killRelay(0)
      const ben = await launchChromium({ extensionDir: lonely.extension.chromium })
      ben.problems.expect(/WebSocket/)
      const cart = new PopupPage(await ben.openPopupInTab())
      await cart.openMenu('menu_join')
      await cart.paste(link)
      await cart.sees(words('join_unreached'))
      await cart.answerJoin('Ben')
      await cart.hasStatus(words('status_offline'))
      await ben.close()
    } finally {
      await lonely.stop()
    }
  })
})
