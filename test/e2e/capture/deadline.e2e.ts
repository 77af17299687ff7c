import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clickToCapture } from '../support/capture-click.ts'
import { type ChromiumBrowser, launchChromium } from '../support/chromium.ts'
import { startWorld, type World } from '../support/world.ts'

/*
 * Capture tells the time by `performance.now` of its own world in the page, which lasts as long as the page does. So
 * after a first click that clock can be set: no test waits, and none depends on how fast the machine is.
 */
let world: World
let chromium: ChromiumBrowser
let page: Page
beforeAll(async () => {
  world = await startWorld()
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
  page = await chromium.openPage(world.shop.address('products/warehouse-shelf'))
  await clickToCapture(chromium, page)
})
afterAll(() => world.stop())

/** Each look at the clock finds it `ms` later; 0 stops it. */
async function setClock(ms: number): Promise<void> {
  const realms = page.extensionRealms()
  expect(realms).toHaveLength(1)
  await realms[0]?.evaluate(step => {
    let now = 0
    performance.now = () => {
      now += step
      return now
    }
  }, ms)
}

describe('a page of tens of thousands of elements and megabytes of scripts', () => {
  test('is read whole while there is time', async () => {
    await setClock(0)
    expect(await clickToCapture(chromium, page)).toMatchObject({
      kind: 'product',
      product: { title: 'Warehouse Shelf', price: { amount: 21900, currency: 'EUR' } },
    })
  })

  test('gives what it has when the time is up after the first, cheapest method', async () => {
    await setClock(200)
    const captured = await clickToCapture(chromium, page)
    expect(captured).toMatchObject({ kind: 'product', product: { title: 'Warehouse Shelf' } })
    expect(captured).not.toHaveProperty('product.price')
  })

  test.each([60, 10, 1])('gives an answer with the title at %d ms for each look', async ms => {
    await setClock(ms)
    expect(await clickToCapture(chromium, page)).toMatchObject({ product: { title: 'Warehouse Shelf' } })
  })

  test('gives at least the page’s name when the time is up before anything was read', async () => {
    await setClock(400)
    expect(await clickToCapture(chromium, page)).toMatchObject({
      kind: 'none',
      title: expect.stringContaining('Warehouse Shelf'),
      url: page.url(),
    })
  })
})
