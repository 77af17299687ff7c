import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hardPages, pagesWithoutPrice, pagesWithoutProduct } from '../support/capture-cases.ts'
import { captureIn, inPopup } from '../support/capture-click.ts'
import { type ChromiumBrowser, launchChromium } from '../support/chromium.ts'
import { type PopupPage, words } from '../support/popup-page.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let chromium: ChromiumBrowser
beforeAll(async () => {
  world = await startWorld()
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
})
afterAll(() => world.stop())

async function clickOn(name: string, use: (popup: PopupPage) => Promise<void>): Promise<void> {
  const page = await chromium.openPage(world.shop.address(name))
  await inPopup(chromium, page, use)
  await page.close()
}

describe('is read right', () => {
  test.each(hardPages)('%s: %s', async (name, _what, expected) => {
    await clickOn(name, async popup => {
      expect(await captureIn(popup)).toMatchObject(expected)
      await popup.sees(expected.product.title)
    })
  })
})

describe('is a product without a price', () => {
  test.each(pagesWithoutPrice)('%s: %s', async (name, _what, expected) => {
    await clickOn(name, async popup => {
      const captured = await captureIn(popup)
      expect(captured).toMatchObject(expected)
      expect(captured).not.toHaveProperty('product.price')
      await popup.sees(words('capture_no_price'))
    })
  })
})

describe('is no product', () => {
  test.each(pagesWithoutProduct)('%s: %s', async name => {
    await clickOn(name, async popup => {
      expect(await captureIn(popup)).toMatchObject({ kind: 'none', url: world.shop.address(name) })
      await popup.sees(words('capture_none'))
    })
  })
})

test('auctions/pewter-jug: an ended auction above others that can be bid on has no price', async () => {
  await clickOn('auctions/pewter-jug', async popup => {
    expect(await captureIn(popup)).not.toHaveProperty('product.price')
  })
})
