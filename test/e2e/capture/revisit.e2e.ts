import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Edit } from '../../../extension/messages/popup-surface.ts'
import { ask, cartLines } from '../support/ask.ts'
import { captureIn, clickToCapture, inPopup } from '../support/capture-click.ts'
import { type ChromiumBrowser, launchChromium } from '../support/chromium.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let chromium: ChromiumBrowser
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
})

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const dayOne = { price: euros(4900), availability: 'InStock' }
const dayTwo = { price: euros(5400), availability: 'OutOfStock' }
const dayThree = { price: euros(4450), availability: 'InStock' }

/** The toolbar click on the kettle's page on the first day, and the click on "Add to cart". */
async function add(): Promise<void> {
  const page = await chromium.openPage(world.shop.address('kettle'))
  await inPopup(chromium, page, popup => popup.add())
  await page.close()
}

/** The toolbar click on the page as it is on that day, and nothing else. */
async function look(day: number): Promise<void> {
  const page = await chromium.openPage(world.shop.address(`kettle?day=${day}`))
  expect(await clickToCapture(chromium, page)).toMatchObject({ kind: 'product', inCart: 1 })
  await page.close()
}

async function line() {
  const view = await chromium.openPopupInTab()
  const [only, ...others] = await cartLines(view)
  await view.close()
  expect(others).toEqual([])
  if (!only) throw new Error('The cart is empty')
  return only
}

async function correct(edit: Edit): Promise<void> {
  const { key } = await line()
  const view = await chromium.openPopupInTab()
  await ask(view, 'edit', { key, edit })
  await view.close()
}

test('a look at the page again refreshes price and stock, and keeps what they were', async () => {
  await add()
  expect(await line()).toMatchObject({ product: dayOne, quantity: 1 })
  expect(await line()).not.toHaveProperty('history')
  await look(2)
  expect(await line()).toMatchObject({ product: dayTwo, quantity: 1, history: [dayOne, dayTwo] })
  await look(2)
  expect((await line()).history).toHaveLength(2)
  await look(3)
  expect(await line()).toMatchObject({ product: dayThree, history: [dayOne, dayTwo, dayThree] })
})

test('what the person corrected stays, and what the page said is kept beside it', async () => {
  await add()
  await correct({ field: 'title', value: 'The red kettle' })
  await correct({ field: 'price', value: euros(4000) })
  await look(2)
  expect(await line()).toMatchObject({
    product: { title: 'The red kettle', price: euros(4000), availability: 'OutOfStock' },
    corrections: { title: { value: 'The red kettle' }, price: { value: euros(4000) } },
    history: [dayOne, dayTwo],
  })
})

test('a stock that the person corrected stays', async () => {
  await add()
  await correct({ field: 'availability', value: 'InStock' })
  await look(2)
  expect(await line()).toMatchObject({ product: { price: euros(5400), availability: 'InStock' } })
})

test('what was corrected before it was added stays too', async () => {
  const page = await chromium.openPage(world.shop.address('kettle'))
  await inPopup(chromium, page, async popup => {
    const captured = await captureIn(popup)
    if (captured.kind !== 'product') throw new Error('The kettle was not read')
    const edits: Edit[] = [{ field: 'price', value: euros(4500) }]
    await ask(popup.page, 'add', { product: captured.product, quantity: 1, edits })
  })
  await look(2)
  expect(await line()).toMatchObject({
    product: { price: euros(4500), availability: 'OutOfStock' },
    history: [dayOne, dayTwo],
  })
})
