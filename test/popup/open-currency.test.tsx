// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import type { CaptureOutcome } from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import { emptyHead, hammer, lineOf, productKey } from './sample-cart.ts'

const { price: _, ...unpriced } = hammer
const dollars = (amount: number, currency = 'USD') => ({ amount, currency })

const found: CaptureOutcome = {
  kind: 'product',
  product: { ...hammer, price: dollars(2450), listPrice: dollars(2900) },
  sources: {},
  candidates: {
    price: [dollars(2450), dollars(2900)].map(value => ({ value, source: 'page', confidence: 0.5 })),
  },
  openCurrency: true,
  inCart: 0,
}

let page: Page
afterEach(() => page.close())

async function open(outcome: CaptureOutcome = found, lines: readonly CartLine[] = []) {
  const background = new FakeBackground({ head: emptyHead, lines })
  background.override('capture', () => outcome)
  page = await openPage(background)
  return background
}

const card = () => page.get('region', 'This page')
const question = () => page.get('group', 'Which currency is this?')
const added = (background: FakeBackground) => background.asked.find(({ name }) => name === 'add')?.params
const pressed = () =>
  [...question().querySelectorAll('[aria-pressed=true]')].map(({ textContent }) => textContent)

describe('a price whose symbol several currencies share', () => {
  it('is shown with the symbol alone, and the currency asked for, the likeliest first', async () => {
    await open()
    expect(card().textContent).toContain('$24.50')
    expect(card().textContent).not.toContain('US$')
    expect([...question().querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      'USD',
      'CAD',
      'AUD',
    ])
    expect(pressed()).toEqual([])
    expect(question().textContent).toContain('Otherwise it is added without a price.')
  })

  it('is left out when nobody chooses', async () => {
    const background = await open()
    await page.click('button', 'Add to cart')
    expect(added(background)).toEqual({ product: unpriced, quantity: 1 })
  })

  it('is added in the currency that is chosen, as the page’s own and no correction', async () => {
    const background = await open()
    await page.press('button', 'CAD')
    expect(document.activeElement).toBe(page.get('button', 'CAD'))
    expect(pressed()).toEqual(['CAD'])
    expect(card().textContent).toContain('CA$24.50')
    expect(card().textContent).not.toContain('without a price')
    await page.press('button', 'AUD')
    await page.click('button', 'Add to cart')
    const [price, listPrice] = [dollars(2450, 'AUD'), dollars(2900, 'AUD')]
    expect(added(background)).toEqual({ product: { ...unpriced, price, listPrice }, quantity: 1 })
  })

  it('may be in any other currency', async () => {
    await open()
    await page.choose('Other…', 'NZD')
    expect(card().textContent).toContain('NZ$24.50')
    await page.choose('Other…', 'EUR')
    expect(card().textContent).toContain('€24.50')
  })

  it('asks in the form as well, and settles nothing by taking another amount', async () => {
    const background = await open()
    await page.click('button', `Correct ${hammer.title}`)
    expect(page.get<HTMLSelectElement>('combobox', 'Currency').value).toBe('')
    await page.click('button', '$29.00')
    await page.click('button', 'Done')
    expect(page.get('alert').textContent).toBe('Choose one.')
    await page.choose('Currency', 'CAD')
    await page.click('button', 'Done')
    expect(card().textContent).toContain('CA$29.00')
    expect(pressed()).toEqual(['CAD'])
    await page.click('button', 'USD')
    await page.click('button', 'Add to cart')
    expect(added(background)).toEqual({
      product: unpriced,
      quantity: 1,
      edits: [{ field: 'price', value: dollars(2900) }],
    })
  })

  it('can be left open while another field is corrected', async () => {
    const background = await open()
    await page.click('button', `Correct ${hammer.title}`)
    await page.type('Name', 'Hammer')
    await page.click('button', 'Done')
    expect(card().textContent).toContain('$24.50')
    await page.click('button', 'Add to cart')
    expect(added(background)).toEqual({
      product: unpriced,
      quantity: 1,
      edits: [{ field: 'title', value: 'Hammer' }],
    })
  })
})

describe('of a product that the cart has', () => {
  const had = { ...found, line: productKey(hammer), inCart: 1 } as CaptureOutcome

  it('the choice is a correction of its line', async () => {
    const background = await open(had, [lineOf(unpriced)])
    await page.press('button', 'CAD')
    expect(background.line(productKey(hammer)).product.price).toEqual(dollars(2450, 'CAD'))
    expect(pressed()).toEqual(['CAD'])
  })

  it('the question stays when the choice is refused', async () => {
    const background = await open(had, [lineOf(unpriced)])
    background.override('edit', () => {
      throw new UserError('not-saved')
    })
    await page.press('button', 'CAD')
    expect(page.get('alert').textContent).toContain('could not be saved')
    expect(pressed()).toEqual([])
    expect(card().textContent).toContain('Otherwise it is added without a price.')
  })
})
