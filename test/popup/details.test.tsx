// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { UserError } from '../../extension/user-error.ts'
import { FakeBackground } from './fake-background.ts'
import { memoryDrafts } from './fake-surroundings.ts'
import { openPage, type Page } from './page.ts'
import * as sample from './sample-cart.ts'

const tea = sample.greenTea.title
const teaKey = sample.productKey(sample.greenTea)
const hammer = sample.hammer.title
const euros = (amount: number) => ({ amount, currency: 'EUR' })
const noTab = { activeTab: async () => undefined }

let background: FakeBackground
let page: Page
beforeEach(async () => {
  background = new FakeBackground({ head: sample.sharedHead, lines: sample.fullCart })
  page = await openPage(background, noTab)
})
afterEach(() => page.close())

const edits = () => background.asked.flatMap(({ name, params }) => (name === 'edit' ? [params] : []))
const edit = (field: string, value: unknown) => ({ key: teaKey, edit: { field, value } })
const productOf = (key: string) => background.line(key).product

/** Opens the details of a line that the cart has besides. */
async function openDetails(line: CartLine): Promise<void> {
  background.change([line])
  await page.settle()
  await page.click('button', `Edit ${line.product.title}`)
}

describe('the details', () => {
  it('send only what was changed', async () => {
    await page.click('button', `Edit ${tea}`)
    await page.type('Price', '9.5')
    await page.click('button', 'Save')
    expect(edits()).toEqual([edit('price', euros(950))])
    expect(page.has('dialog')).toBe(false)
    expect(page.get('region', 'Tea House').textContent).toContain('€28.50')
  })

  it('have every field', async () => {
    await page.click('button', `Edit ${tea}`)
    await page.type('Name', 'Sencha')
    await page.type('Price before the discount', '15')
    await page.click('radio', 'Sold out')
    await page.type('Size, colour and the like', '250 g')
    await page.type('Note', 'two tins')
    await page.click('button', 'None')
    await page.click('button', 'Save')
    expect(edits()).toEqual(
      expect.arrayContaining([
        edit('title', 'Sencha'),
        edit('listPrice', euros(1500)),
        edit('availability', 'OutOfStock'),
        edit('variant', '250 g'),
        edit('note', 'two tins'),
        edit('image', null),
      ]),
    )
    expect(edits()).toHaveLength(6)
  })

  it('take a picture by its address, if it is one', async () => {
    await page.click('button', `Edit ${tea}`)
    await page.type('Address of the picture', 'javascript:alert(1)')
    await page.click('button', 'Save')
    expect(page.get('alert').textContent).toContain('starts with http://')
    await page.type('Address of the picture', 'https://tea.example/tin.png')
    await page.click('button', 'Save')
    expect(edits()).toEqual([edit('image', 'https://tea.example/tin.png')])
  })

  it('put both amounts into the currency that is chosen', async () => {
    background.change([sample.lineOf({ ...sample.greenTea, listPrice: euros(1490) })])
    await page.settle()
    await page.click('button', `Edit ${tea}`)
    await page.choose('Currency', 'CHF')
    await page.click('button', 'Save')
    expect(productOf(teaKey)).toMatchObject({
      price: { amount: 1290, currency: 'CHF' },
      listPrice: { amount: 1490, currency: 'CHF' },
    })
  })

  it('ask for a name and a readable price', async () => {
    await page.click('button', `Edit ${tea}`)
    await page.type('Name', ' ')
    await page.type('Price', 'cheap')
    await page.click('button', 'Save')
    expect(page.all('alert').map(({ textContent }) => textContent)).toEqual([
      'Give it a name.',
      'Type the price as a number, for example 12.50.',
    ])
    expect(edits()).toEqual([])
  })

  it('take a price away when the field is emptied', async () => {
    await page.click('button', `Edit ${hammer}`)
    await page.type('Price', '')
    await page.click('button', 'Save')
    expect(productOf(sample.productKey(sample.hammer)).price).toBeUndefined()
  })

  it('stay open with what was typed when a change is refused', async () => {
    background.override('edit', () => {
      throw new UserError('not-saved')
    })
    await page.click('button', `Edit ${tea}`)
    await page.type('Price', '9.5')
    await page.click('button', 'Save')
    expect(page.get('alert').textContent).toContain('could not be saved')
    expect(page.get<HTMLInputElement>('textbox', 'Price').value).toBe('9.5')
  })

  it('show what another member changes meanwhile, and do not undo it', async () => {
    await page.click('button', `Edit ${tea}`)
    await page.type('Price', '9.5')
    const line = background.line(teaKey)
    background.change([{ ...line, product: { ...line.product, title: 'Sencha for Grandma' } }])
    await page.settle()
    expect(page.get<HTMLInputElement>('textbox', 'Name').value).toBe('Sencha for Grandma')
    await page.click('button', 'Save')
    expect(edits()).toEqual([edit('price', euros(950))])
  })

  it('of a line that somebody removes meanwhile say so', async () => {
    await page.click('button', `Edit ${tea}`)
    background.change([], [teaKey])
    await page.settle()
    expect(page.get('dialog').textContent).toContain('Somebody removed this item')
    await page.click('button', 'Back')
    expect(page.has('dialog')).toBe(false)
  })

  it('forget what was typed when they are closed, and keep it when the popup is', async () => {
    const drafts = memoryDrafts()
    await page.close()
    page = await openPage(background, { ...noTab, drafts })
    await page.click('button', `Edit ${tea}`)
    await page.type('Price', '9.5')
    await page.close()

    page = await openPage(background, { ...noTab, drafts })
    expect(page.get<HTMLInputElement>('textbox', 'Price').value).toBe('9.5')
    await page.key(page.get('textbox', 'Price'), 'Escape')
    await page.click('button', `Edit ${tea}`)
    expect(page.get<HTMLInputElement>('textbox', 'Price').value).toBe('12.90')
  })
})

describe('a corrected field', () => {
  const at = Date.UTC(2026, 0, 24, 12)
  const corrected = sample.lineOf(
    { ...sample.teapot, title: 'The black teapot', price: euros(4500) },
    {
      corrections: {
        title: { value: 'The black teapot', at, device: sample.ownDevice },
        price: { value: euros(4500), at, device: sample.benDevice },
      },
      said: sample.teapot,
    },
  )
  const useOfPrice = 'Use what the page says: Price'

  it('says who corrected it, and what the page says', async () => {
    await openDetails(corrected)
    const said = page.get('dialog').textContent
    expect(said).toContain('Corrected by you. The page says: Cast iron teapot')
    expect(said).toMatch(/Corrected by Ben on 24 Jan( 2026)?\. The page says: €49\.00/)
    expect(page.all('button', /^Use what the page says/)).toHaveLength(2)
  })

  it('is as the page says again when it is asked for, and the keyboard goes on in it', async () => {
    await page.click('button', `Edit ${sample.teapot.title}`)
    await page.type('Price', '45')
    await page.click('button', 'Save')
    await page.click('button', `Edit ${sample.teapot.title}`)
    await page.press('button', useOfPrice)
    const field = page.get<HTMLInputElement>('textbox', 'Price')
    expect(field.value).toBe('49.00')
    expect(page.has('button', useOfPrice)).toBe(false)
    expect(document.activeElement).toBe(field)
    expect(background.line(sample.productKey(sample.teapot)).corrections).toBeUndefined()
  })

  it('stays corrected when that is refused', async () => {
    background.override('edit', () => {
      throw new UserError('not-saved')
    })
    await openDetails(corrected)
    await page.press('button', useOfPrice)
    expect(page.get('alert').textContent).toContain('could not be saved')
    expect(page.get<HTMLInputElement>('textbox', 'Price').value).toBe('45.00')
    expect(page.has('button', useOfPrice)).toBe(true)
  })
})

describe('what changed on a line’s page', () => {
  const daysAgo = (days: number) => Date.now() - days * 24 * 60 * 60 * 1000

  it('is marked in words and with a sign', async () => {
    const fell = { ...sample.teapot, price: euros(4500), availability: 'OutOfStock' as const }
    const history = [
      { price: euros(4900), at: daysAgo(9) },
      { price: euros(4500), availability: 'OutOfStock' as const, at: daysAgo(2) },
    ]
    background.change([sample.lineOf(fell, { history })])
    await page.settle()
    const marks = page.root.querySelector('.changes')
    expect(marks?.textContent).toBe('The price fell, was €49.00Sold out now')
    expect(marks?.querySelectorAll('svg')).toHaveLength(2)
    background.change([sample.lineOf(fell, { history, quantity: 2 })])
    await page.settle()
    expect(page.root.querySelector('.changes')?.textContent).toContain('was €49.00 each')
  })

  it('is listed in the details, newest first', async () => {
    const history = [
      { price: euros(4900), availability: 'InStock' as const, at: Date.UTC(2025, 0, 9, 12) },
      { price: euros(5200), availability: 'InStock' as const, at: Date.UTC(2025, 1, 9, 12) },
      { price: null, availability: 'OutOfStock' as const, at: Date.UTC(2025, 2, 9, 12) },
    ]
    await openDetails(sample.lineOf(sample.teapot, { history }))
    const steps = [...page.get('region', 'What the page said').querySelectorAll('li')]
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      '9 Mar 2025No priceSold out',
      '9 Feb 2025The price rose, €52.00In stock',
      '9 Jan 2025€49.00In stock',
    ])
  })

  it('is nothing for what was typed by hand', async () => {
    await page.click('button', `Edit ${sample.bread.title}`)
    expect(page.has('region', 'What the page said')).toBe(false)
  })
})
