// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import type { CaptureOutcome } from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import { FakeBackground } from './fake-background.ts'
import { memoryDrafts } from './fake-surroundings.ts'
import { openPage, type Page } from './page.ts'
import { benDevice, emptyHead, greenTea, lineOf, productKey, sharedHead } from './sample-cart.ts'

const tea = greenTea.title
const teaKey = productKey(greenTea)
const euros = (amount: number) => ({ amount, currency: 'EUR' })
const candidate = <Value,>(value: Value) => ({ value, source: 'page' as const, confidence: 0.5 })

const found = {
  kind: 'product',
  product: { ...greenTea, listPrice: euros(1490) },
  sources: { price: 'page' },
  candidates: {
    title: [candidate(tea), candidate('Sencha')],
    price: [candidate(euros(1290)), candidate(euros(129))],
    listPrice: [candidate(euros(1490))],
    image: [candidate('https://tea.example/sencha.png'), candidate('https://tea.example/tin.png')],
    variant: [candidate('100 g'), candidate('250 g')],
  },
  inCart: 0,
} satisfies CaptureOutcome

let page: Page
afterEach(() => page.close())

async function open(
  outcome: CaptureOutcome = found,
  lines: readonly CartLine[] = [],
  more: Parameters<typeof openPage>[1] = {},
) {
  const background = new FakeBackground({ head: lines.length > 0 ? sharedHead : emptyHead, lines })
  background.override('capture', () => outcome)
  page = await openPage(background, more)
  return background
}

const correct = () => page.press('button', `Correct ${tea}`)
const card = () => page.get('region', 'This page')
const added = (background: FakeBackground) =>
  background.asked.flatMap(({ name, params }) => (name === 'add' ? [params] : []))
const value = (name: string) => page.get<HTMLInputElement>('textbox', name).value

describe('a product that is not in the cart yet', () => {
  it('shows what it cost before', async () => {
    await open()
    expect(card().textContent).toContain('€12.90 before: €14.90')
    expect(card().querySelector('s')?.textContent).toBe('€14.90')
  })

  it('is corrected in every field, and added with its corrections', async () => {
    const background = await open()
    await correct()
    await page.type('Name', 'Sencha for Grandma')
    await page.type('Price', '9.90')
    await page.type('Price before the discount', '')
    await page.click('radio', 'Sold out')
    await page.click('button', 'None')
    await page.type('Size, colour and the like', '')
    await page.click('button', 'Done')
    expect(background.asked.map(({ name }) => name)).toEqual(['capture'])
    expect(card().textContent).toContain('Sencha for Grandma')
    expect(card().textContent).toContain('€9.90')
    expect(card().textContent).toContain('Sold out')
    expect(card().textContent).toContain('With corrections')

    await page.click('button', 'Add to cart')
    expect(added(background)).toEqual([
      {
        product: found.product,
        quantity: 1,
        edits: [
          { field: 'title', value: 'Sencha for Grandma' },
          { field: 'price', value: euros(990) },
          { field: 'listPrice', value: null },
          { field: 'image', value: null },
          { field: 'availability', value: 'OutOfStock' },
          { field: 'variant', value: '' },
        ],
      },
    ])
    expect(Object.keys(background.line(teaKey).corrections ?? {})).toHaveLength(6)
    expect(card().textContent).toContain('€9.90')
  })

  it('takes what else was read of a field with one click', async () => {
    const background = await open()
    await correct()
    expect(page.get('group', 'Also on the page: Price').textContent).toBe('€12.90€1.29')
    expect(page.has('group', 'Also on the page: Price before the discount')).toBe(false)
    expect(page.get('button', '€12.90').getAttribute('aria-pressed')).toBe('true')
    await page.click('button', '€1.29')
    expect(page.get('button', '€1.29').getAttribute('aria-pressed')).toBe('true')
    expect(value('Price')).toBe('1.29')
    await page.click('button', 'Sencha')
    await page.click('button', '250 g')
    await page.click('button', 'Picture 2')
    await page.click('button', 'Done')
    await page.click('button', 'Add to cart')
    expect(background.line(teaKey).product).toMatchObject({
      title: 'Sencha',
      price: euros(129),
      variant: '250 g',
      image: 'https://tea.example/tin.png',
    })
  })

  it('offers nothing that a line could not hold', async () => {
    const odd = {
      title: [candidate(tea), candidate('Sencha '.repeat(100))],
      image: [candidate('javascript:alert(1)'), candidate('https://tea.example/tin.png')],
    }
    await open({ ...found, candidates: odd })
    await correct()
    expect(page.has('group', 'Also on the page: Name')).toBe(false)
    expect(page.all('button', /^Picture/)).toHaveLength(2)
  })

  it('can be as the page says again, field by field', async () => {
    const background = await open()
    await correct()
    await page.type('Price', '9.90')
    await page.type('Name', 'Sencha')
    await page.click('button', 'Done')
    await page.press('button', 'Correct Sencha')
    expect(page.get('dialog').textContent).toContain('Corrected by you. The page says: €12.90')
    await page.press('button', 'Use what the page says: Price')
    expect(value('Price')).toBe('12.90')
    expect(document.activeElement).toBe(page.get('textbox', 'Price'))
    await page.type('Name', tea)
    await page.click('button', 'Done')
    await page.click('button', 'Add to cart')
    expect(added(background)).toEqual([{ product: found.product, quantity: 1 }])
  })

  it('is left as it was by Cancel and by Escape', async () => {
    await open()
    await correct()
    await page.type('Price', '9.90')
    await page.click('button', 'Cancel')
    expect(document.activeElement).toBe(page.get('button', `Correct ${tea}`))
    await correct()
    expect(value('Price')).toBe('12.90')
    await page.type('Price', '9.90')
    await page.key(page.get('textbox', 'Price'), 'Escape')
    expect(card().textContent).toContain('€12.90')
  })

  it('comes back half corrected when the popup was closed, but not over another page', async () => {
    const drafts = memoryDrafts()
    await open(found, [], { drafts })
    await correct()
    await page.type('Price', '9.90')
    await page.close()
    await open(found, [], { drafts })
    expect(value('Price')).toBe('9.90')
    await page.close()
    const other = { ...found, product: { ...greenTea, url: 'https://tea.example/other' } }
    await open(other, [], { drafts })
    expect(page.has('dialog')).toBe(false)
  })

  it('is still corrected when the popup is opened again, until it is added', async () => {
    const drafts = memoryDrafts()
    await open(found, [], { drafts })
    await correct()
    await page.type('Price', '9.90')
    await page.click('button', 'Done')
    await page.close()
    await open(found, [], { drafts })
    expect(card().textContent).toContain('€9.90')
    await page.click('button', 'Add to cart')
    expect([...drafts.kept]).toEqual([])
  })

  it('keeps its corrections when adding fails', async () => {
    const background = await open()
    background.override('add', () => {
      throw new UserError('cart-full')
    })
    await correct()
    await page.type('Price', '9.90')
    await page.click('button', 'Done')
    await page.click('button', 'Add to cart')
    expect(page.get('alert').textContent).toContain('This cart is full.')
    expect(card().textContent).toContain('€9.90')
  })

  it('has none of them any more once its line was removed', async () => {
    await open()
    await correct()
    await page.type('Price', '9.90')
    await page.click('button', 'Done')
    await page.click('button', 'Add to cart')
    await page.click('button', `Remove ${tea}`)
    expect(card().textContent).toContain('€12.90')
  })
})

describe('a product that the cart has', () => {
  const line = lineOf(
    { ...found.product, price: euros(990) },
    { corrections: { price: { value: euros(990), at: 1, device: benDevice } } },
  )
  const had = { ...found, line: teaKey, inCart: 1 }

  it('shows what is corrected in its line', async () => {
    await open(had, [line])
    expect(card().textContent).toContain('€9.90')
    expect(card().textContent).toContain('With corrections')
  })

  it('says what changed since it was added', async () => {
    const history = [
      { price: euros(1490), at: Date.now() - 9e8 },
      { price: euros(1290), at: Date.now() - 9e7 },
    ]
    await open({ ...had, inCart: 2 }, [lineOf(found.product, { quantity: 2, history })])
    expect(card().textContent).toMatch(/The price fell, was €14\.90(?! each)/)
  })

  it('is corrected in its line, with what else the page says', async () => {
    const background = await open(had, [line])
    await correct()
    expect(page.has('heading', 'Edit item')).toBe(true)
    expect(page.get('dialog').textContent).toContain('The page says: €12.90')
    await page.click('button', '250 g')
    await page.click('button', 'Save')
    expect(background.asked.at(-1)).toEqual({
      name: 'edit',
      params: { key: teaKey, edit: { field: 'variant', value: '250 g' } },
    })
    expect(card().textContent).toContain('250 g')
    await page.click('button', 'Add one more')
    expect(added(background)).toEqual([{ product: found.product, quantity: 1 }])
  })

  it('shows the old value when a correction is refused', async () => {
    const background = await open(had, [line])
    background.override('edit', () => {
      throw new UserError('not-saved')
    })
    await correct()
    await page.type('Price', '8')
    await page.click('button', 'Save')
    expect(page.get('alert').textContent).toContain('could not be saved')
    await page.click('button', 'Cancel')
    expect(card().textContent).toContain('€9.90')
  })
})
