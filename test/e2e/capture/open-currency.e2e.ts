import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, cartLines } from '../support/ask.ts'
import { clickToCapture } from '../support/capture-click.ts'
import { type ChromiumBrowser, launchChromium } from '../support/chromium.ts'
import { fire } from '../support/commands.ts'
import { eventually } from '../support/wait.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let chromium: ChromiumBrowser
let view: Page
beforeAll(async () => {
  world = await startWorld()
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
  view = await chromium.openPopupInTab()
})
afterAll(() => world.stop())

const openPage = (name: string) => chromium.openPage(world.shop.address(name))

/** Adds the product of a page by the keyboard command, which asks nobody; its line. */
async function addByCommand(name: string, title: string) {
  const page = await openPage(name)
  await fire(chromium, page, 'command')
  const line = await eventually(`the cart has "${title}"`, async () =>
    (await cartLines(view)).find(({ product }) => product.title === title),
  )
  await page.close()
  return line
}

test('dollars of a shop that names no country are left open, until a person has said which', async () => {
  const pencils = await openPage('pencils')
  expect(await clickToCapture(chromium, pencils)).toMatchObject({
    product: { title: 'Box of Pencils', price: { amount: 1850 } },
    openCurrency: true,
  })
  await pencils.close()

  const line = await addByCommand('pencils', 'Box of Pencils')
  expect(line).toMatchObject({ quantity: 1, product: { title: 'Box of Pencils' } })
  expect(line).not.toHaveProperty('product.price')
  // A look at the page again guesses no more than the first.
  expect(await clickToCapture(chromium, await openPage('pencils'))).toMatchObject({ openCurrency: true })
  expect((await cartLines(view))[0]).not.toHaveProperty('product.price')

  const canadian = { amount: 1850, currency: 'CAD' }
  await ask(view, 'edit', { key: line.key, edit: { field: 'price', value: canadian } })
  const settled = await clickToCapture(chromium, await openPage('pencils'))
  expect(settled).toMatchObject({ product: { price: canadian } })
  expect(settled).not.toHaveProperty('openCurrency')
  // What was said of one product holds for the whole shop.
  expect(await addByCommand('ruler', 'Steel Ruler')).toMatchObject({
    product: { price: { amount: 725, currency: 'CAD' } },
  })
})
