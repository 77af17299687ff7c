import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hardPages, pagesWithoutPrice, pagesWithoutProduct } from '../support/capture-cases.ts'
import { type FirefoxBrowser, launchFirefox } from '../support/firefox.ts'
import { watchPage } from '../support/page-watch.ts'
import { waitUntil } from '../support/wait.ts'
import { startWorld, type World } from '../support/world.ts'

/* As in capture.firefox.e2e.ts, the shipped script is run in the page as the toolbar click would have it run. */
let world: World
let firefox: FirefoxBrowser
let script: string
beforeAll(async () => {
  world = await startWorld()
  firefox = await launchFirefox({ extensionDir: world.extension.firefox })
  script = await readFile(join(world.extension.firefox, 'content/main.js'), 'utf8')
})
afterAll(() => world.stop())

const openPage = (name: string): Promise<Page> => firefox.openPage(world.shop.address(name))
const capture = (page: Page): Promise<unknown> => page.evaluate(script)

async function captureOnce(name: string): Promise<unknown> {
  const page = await openPage(name)
  const captured = await capture(page)
  await page.close()
  return captured
}

describe('is read right', () => {
  test.each(hardPages)('%s: %s', async (name, _what, expected) => {
    expect(await captureOnce(name)).toMatchObject(expected)
  })
})

describe('is a product without a price', () => {
  test.each(pagesWithoutPrice)('%s: %s', async (name, _what, expected) => {
    const captured = await captureOnce(name)
    expect(captured).toMatchObject(expected)
    expect(captured).not.toHaveProperty('product.price')
  })
})

describe('is no product', () => {
  test.each(pagesWithoutProduct)('%s: %s', async name => {
    expect(await captureOnce(name)).toMatchObject({ kind: 'none' })
  })
})

test('the choice that a person makes on the page is captured', async () => {
  const jacket = await openPage('products/rain-jacket')
  await jacket.click('[value="L"]')
  await jacket.click('[value="Red"]')
  expect(await capture(jacket)).toMatchObject({
    product: { variant: 'L / Red', price: { amount: 10450 }, platform: { variant: '41004' } },
  })
  await jacket.close()

  const scarf = await openPage('scarf')
  expect(await capture(scarf)).toMatchObject({ product: { variant: 'Short', price: { amount: 2900 } } })
  await scarf.select('select', 'Long')
  expect(await capture(scarf)).toMatchObject({ product: { variant: 'Long', price: { amount: 4100 } } })
  await scarf.close()
})

test('a shop that replaces its content: what is on screen now is read', async () => {
  const page = await openPage('all-lamps')
  expect(await capture(page)).toMatchObject({ kind: 'none' })
  await page.click('p a[href="/sun-lamp"]')
  await waitUntil(page, 'the lamp is shown', () => document.querySelector('h1')?.textContent === 'Sun Lamp')
  expect(await capture(page)).toMatchObject({
    product: { title: 'Sun Lamp', price: { amount: 11500 }, url: world.shop.address('sun-lamp') },
  })
  await page.close()
})

test('dollars of a shop that names no country are left open', async () => {
  expect(await captureOnce('pencils')).toMatchObject({ kind: 'product', openCurrency: true })
})

test.each(['products/rain-jacket', 'vase', 'iron-pan'])(
  '%s: nothing is changed, nobody is asked',
  async name => {
    const page = await openPage(name)
    const watch = await watchPage(page)
    const before = world.shop.requests().length
    expect(await capture(page)).toMatchObject({ kind: 'product' })
    expect(await watch.changes()).toEqual([])
    expect(world.shop.requests().slice(before)).toEqual([])
    await page.close()
  },
)

test('a huge page gives what it has when the time is up', async () => {
  const page = await openPage('products/warehouse-shelf')
  const captureAt = async (msForEachLook: number): Promise<unknown> => {
    await page.evaluate(step => {
      let now = 0
      performance.now = () => {
        now += step
        return now
      }
    }, msForEachLook)
    return capture(page)
  }
  expect(await captureAt(0)).toMatchObject({
    product: { title: 'Warehouse Shelf', price: { amount: 21900 } },
  })
  const short = await captureAt(200)
  expect(short).toMatchObject({ product: { title: 'Warehouse Shelf' } })
  expect(short).not.toHaveProperty('product.price')
  expect(await captureAt(400)).toMatchObject({
    kind: 'none',
    title: expect.stringContaining('Warehouse Shelf'),
  })
  await page.close()
})
