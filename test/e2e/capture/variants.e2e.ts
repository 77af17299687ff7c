import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaptureOutcome } from '../../../extension/messages/popup-surface.ts'
import { cartLines } from '../support/ask.ts'
import { captureIn, clickToCapture, inPopup } from '../support/capture-click.ts'
import { type ChromiumBrowser, launchChromium } from '../support/chromium.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let chromium: ChromiumBrowser
beforeAll(async () => {
  world = await startWorld()
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
})
afterAll(() => world.stop())

/** The toolbar click and the click on "Add to cart"; what was captured. */
function addFrom(page: Page): Promise<CaptureOutcome> {
  return inPopup(chromium, page, async popup => {
    const outcome = await captureIn(popup)
    await popup.add()
    return outcome
  })
}

/** Variant and price of the cart's lines of this title, the dearest last. */
async function linesOf(title: string): Promise<[variant: string | undefined, amount: number][]> {
  const view = await chromium.openPopupInTab()
  const lines = (await cartLines(view)).filter(({ product }) => product.title === title)
  await view.close()
  return lines
    .map(({ product }): [string | undefined, number] => [product.variant, product.price?.amount ?? 0])
    .sort(([, a], [, b]) => a - b)
}

const captured = (variant: string, amount: number) => ({
  kind: 'product',
  product: { variant, price: { amount, currency: 'EUR' } },
  inCart: 0,
})

describe('the choice that a person makes on the page', () => {
  test('in a shop of Shopify’s kind: each is its own line, with its own price and ids', async () => {
    const page = await chromium.openPage(world.shop.address('products/rain-jacket'))
    expect(await addFrom(page)).toMatchObject(captured('S / Blue', 8900))
    await page.click('[value="L"]')
    await page.click('[value="Red"]')
    const second = await addFrom(page)
    expect(second).toMatchObject(captured('L / Red', 10450))
    expect(second).toMatchObject({
      product: {
        url: `${world.shop.address('products/rain-jacket')}?variant=41004`,
        sku: 'RAIN-L-RED',
        platform: { name: 'shopify', product: '7001', variant: '41004' },
      },
    })
    expect(await linesOf('Rain Jacket')).toEqual([
      ['S / Blue', 8900],
      ['L / Red', 10450],
    ])
    await page.close()
  })

  test('opened by the address of a choice: that one', async () => {
    const page = await chromium.openPage(world.shop.address('products/rain-jacket?variant=41003'))
    expect(await clickToCapture(chromium, page)).toMatchObject(captured('L / Blue', 9900))
    await page.close()
  })

  test.each([
    { name: 'socks', title: 'Hiking Socks', prices: { Medium: 1200, Large: 1350 } },
    // Its markup goes on naming the first choice's price.
    { name: 'scarf', title: 'Woven Scarf', prices: { Short: 2900, Long: 4100 } },
    { name: 'jeans', title: 'Blue Jeans', prices: { '32/30': 5900, '32/34': 6200 } },
    { name: 'gloves', title: 'Wool Gloves', prices: { '6–7': 1900, '6–8': 2100 } },
  ])('in a select, $title: each is its own line, with its own price', async ({ name, title, prices }) => {
    const page = await chromium.openPage(world.shop.address(name))
    for (const [choice, amount] of Object.entries(prices)) {
      await page.select('select', choice)
      expect(await addFrom(page)).toMatchObject(captured(choice, amount))
    }
    expect(await linesOf(title)).toEqual(Object.entries(prices))
    const [first = ''] = Object.keys(prices)
    await page.select('select', first)
    expect(await clickToCapture(chromium, page)).toMatchObject({ product: { variant: first }, inCart: 1 })
    await page.close()
  })

  test('by buttons outside any form: each is its own line, with its own price', async () => {
    const page = await chromium.openPage(world.shop.address('boots'))
    expect(await addFrom(page)).toMatchObject(captured('40', 12000))
    await page.click('[role=radio]:nth-child(2)')
    expect(await addFrom(page)).toMatchObject(captured('41', 12500))
    expect(await linesOf('Suede Boots')).toEqual([
      ['40', 12000],
      ['41', 12500],
    ])
    await page.close()
  })
})
