import { afterAll, beforeAll, describe, test } from 'vitest'
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let chromium: ChromiumBrowser
beforeAll(async () => {
  world = await startWorld()
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
})
afterAll(() => world.stop())

async function popupOn(page: string): Promise<PopupPage> {
  const shop = await chromium.openPage(world.shop.address(page))
  return new PopupPage(await chromium.clickToolbar(shop))
}

describe('the popup on a page of the demo shop', () => {
  test.each([
    ['tea', 'Spring Hill Green Tea', '€12.50', 'source_json_ld'],
    ['matcha', 'Morning Mist Matcha', '¥2,400', 'source_json_ld'],
    ['hammer', 'Claw Hammer 16 oz', '$24.90', 'source_microdata'],
    ['saw', 'Folding Pruning Saw', '$1,149.00', 'source_microdata'],
  ] as const)('%s: shows what was read, and where', async (page, title, price, source) => {
    const popup = await popupOn(page)
    await popup.sees(title)
    await popup.sees(price)
    await popup.sees(words(source))
    await popup.page.close()
  })

  test('a size that the address chooses is its own line, with its own price', async () => {
    for (const size of ['Small', 'Large']) {
      const popup = await popupOn(`teapot?size=${size}`)
      await popup.sees(size)
      await popup.add()
      await popup.page.close()
    }
    const popup = await popupOn('teapot?size=Large&utm_source=letter')
    await popup.sees(words('capture_have_one', '1'))
    await popup.click(words('capture_add_more'))
    await popup.showsLines([{ quantity: 1 }, { quantity: 2 }])
    await popup.sees('€29.00')
    await popup.sees('€89.00')
    await popup.page.close()
  })

  test('what is corrected before it is added stays so at the next look, until the page counts again', async () => {
    const title = 'Spring Hill Green Tea'
    const popup = await popupOn('tea')
    await popup.click(words('correct_open', title))
    await popup.type(words('details_price_label'), '11.80')
    await popup.click(words('correct_done'))
    await popup.add()
    await popup.page.close()
    const again = await popupOn('tea')
    await again.sees(words('capture_corrected'))
    await again.sees('€11.80')
    await again.click(words('correct_open', title))
    await again.sees(words('correct_said', '€12.50'))
    const asRead = await again.named(words('correct_as_read_of', words('details_price_label')))
    // By the keyboard: the buttons at the sheet's end may lie over what is not scrolled to yet.
    await asRead.focus()
    await again.page.keyboard.press('Enter')
    await again.click(words('cancel'))
    await again.sees(words('source_json_ld'))
    await again.sees('€12.50')
    await again.page.close()
  })

  test.each(['collection', 'article'])('%s: is no product, and says so', async page => {
    const popup = await popupOn(page)
    await popup.sees(words('capture_none'))
    await popup.page.close()
  })
})
