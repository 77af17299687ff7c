import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clickToCapture } from '../support/capture-click.ts'
import { type ChromiumBrowser, launchChromium } from '../support/chromium.ts'
import { waitUntil } from '../support/wait.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let chromium: ChromiumBrowser
beforeAll(async () => {
  world = await startWorld()
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
})
afterAll(() => world.stop())

async function shows(page: Page, heading: string): Promise<void> {
  await waitUntil(
    page,
    `the page shows ${heading}`,
    wanted => document.querySelector('h1')?.textContent === wanted,
    heading,
  )
}

test('a shop that replaces its content: what is on screen now is read', async () => {
  const page = await chromium.openPage(world.shop.address('all-lamps'))
  expect(await clickToCapture(chromium, page)).toMatchObject({ kind: 'none' })
  for (const [name, title, amount] of [
    ['sun-lamp', 'Sun Lamp', 11500],
    ['moon-lamp', 'Moon Lamp', 7900],
  ] as const) {
    await page.click(`p a[href="/${name}"]`)
    await shows(page, title)
    expect(await clickToCapture(chromium, page)).toMatchObject({
      kind: 'product',
      product: { title, price: { amount, currency: 'EUR' }, url: world.shop.address(name) },
    })
  }
  await page.evaluate(() => history.go(-2))
  await shows(page, 'All lamps')
  expect(await clickToCapture(chromium, page)).toMatchObject({ kind: 'none' })
  await page.close()
})

test('the first page’s markup, which stays in the head, is not believed of the next product', async () => {
  const page = await chromium.openPage(world.shop.address('moon-lamp'))
  await page.click('p a[href="/sun-lamp"]')
  await shows(page, 'Sun Lamp')
  const captured = await clickToCapture(chromium, page)
  expect(captured).toMatchObject({
    kind: 'product',
    product: { title: 'Sun Lamp', price: { amount: 11500 }, url: world.shop.address('sun-lamp') },
  })
  expect(captured).not.toHaveProperty('product.sku')
  expect(captured).not.toHaveProperty('product.image')
  await page.evaluate(() => history.back())
  await shows(page, 'Moon Lamp')
  expect(await clickToCapture(chromium, page)).toMatchObject({
    product: { title: 'Moon Lamp', url: world.shop.address('moon-lamp'), sku: 'MOON-1' },
  })
  await page.close()
})

test('a list that follows a product is no product', async () => {
  const page = await chromium.openPage(world.shop.address('moon-lamp'))
  await page.click('p a[href="/all-lamps"]')
  await shows(page, 'All lamps')
  expect(await clickToCapture(chromium, page)).toMatchObject({
    kind: 'none',
    url: world.shop.address('all-lamps'),
  })
  await page.close()
})
