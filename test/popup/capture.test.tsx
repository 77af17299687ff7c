// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { CaptureOutcome } from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import { FakeBackground } from './fake-background.ts'
import { openPage, type Page } from './page.ts'
import { emptyHead, greenTea, lineOf, sampleLink, sharedHead } from './sample-cart.ts'

const found: CaptureOutcome = { kind: 'product', product: greenTea, sources: { price: 'page' }, inCart: 0 }

let page: Page
afterEach(() => page.close())

async function open(outcome: CaptureOutcome | Error, lines = [] as ReturnType<typeof lineOf>[]) {
  const background = new FakeBackground({ head: emptyHead, lines })
  background.override('capture', () => {
    if (outcome instanceof Error) throw outcome
    return outcome
  })
  page = await openPage(background)
  return background
}

describe('a product on the page in front', () => {
  it('is shown with what was read, and where its price comes from', async () => {
    await open(found)
    const card = page.get('region', 'This page')
    expect(card.textContent).toContain('Sencha green tea, first harvest')
    expect(card.textContent).toContain('€12.90')
    expect(card.textContent).toContain('100 g · Tea House')
    expect(card.textContent).toContain('Read from the visible page: please check')
    expect(card.querySelector('img')?.getAttribute('referrerpolicy')).toBe('no-referrer')
  })

  it('has the focus on its button, so that Enter adds it', async () => {
    await open(found)
    expect(document.activeElement).toBe(page.get('button', 'Add to cart'))
  })

  it('is added in the quantity that was chosen, and then says so', async () => {
    const background = await open(found)
    await page.click('button', 'One more')
    await page.click('button', 'Add to cart')
    expect(background.asked).toContainEqual({ name: 'add', params: { product: greenTea, quantity: 2 } })
    expect(page.get('region', 'This page').textContent).toContain('2 in the cart')
    expect(page.has('checkbox', 'Bought: Sencha green tea, first harvest')).toBe(true)
    await page.click('button', 'Add one more')
    expect(page.get('region', 'This page').textContent).toContain('3 in the cart')
  })

  it('can be added again after its line was removed', async () => {
    await open(found)
    await page.click('button', 'Add to cart')
    await page.click('button', 'Remove Sencha green tea, first harvest')
    expect(page.has('button', 'Add to cart')).toBe(true)
  })

  it('that the cart has says how many', async () => {
    await open({ ...found, inCart: 2 }, [lineOf(greenTea, { quantity: 2 })])
    expect(page.text()).toContain('You have 2 of these in the cart.')
    await page.click('button', 'Add one more')
    expect(page.text()).toContain('3 in the cart')
  })

  it('is not added twice by a second click while the first is under way', async () => {
    const background = await open(found)
    background.hold()
    await page.click('button', 'Add to cart')
    await page.click('button', 'Adding…')
    background.release()
    await page.settle()
    expect(background.asked.filter(({ name }) => name === 'add')).toHaveLength(1)
  })

  it('stays on offer when adding fails, with the reason', async () => {
    const background = await open(found)
    background.override('add', () => {
      throw new UserError('cart-full')
    })
    await page.click('button', 'Add to cart')
    expect(page.get('alert').textContent).toContain('This cart is full.')
    expect(page.has('button', 'Add to cart')).toBe(true)
  })
})

describe('a page without a product', () => {
  it('says so and offers the form with the title and address of the page', async () => {
    const background = await open({ kind: 'none', title: 'Our story', url: 'https://tea.example/about' })
    expect(page.text()).toContain('No product found on this page.')
    await page.click('button', 'Add by hand')
    expect(page.get<HTMLInputElement>('textbox', 'What is it?').value).toBe('Our story')
    await page.type('Price', '12,50')
    await page.choose('Currency', 'CHF')
    await page.click('button', 'Add to cart')
    const product = {
      title: 'Our story',
      url: 'https://tea.example/about',
      price: { amount: 1250, currency: 'CHF' },
    }
    expect(background.asked).toContainEqual({ name: 'add', params: { product, quantity: 1 } })
    expect(page.has('dialog')).toBe(false)
  })

  it('that the browser guards is told apart', async () => {
    await open({ kind: 'unreadable' })
    expect(page.text()).toContain('The browser keeps extensions out of this page.')
  })

  it('whose reading failed can be read again', async () => {
    const background = await open(new UserError('page-gone'))
    expect(page.text()).toContain('The page was closed or moved on.')
    background.override('capture', () => found)
    await page.click('button', 'Try again')
    expect(page.has('button', 'Add to cart')).toBe(true)
  })

  it('that is a cart link asks the question at once', async () => {
    await open({ kind: 'link', link: await sampleLink() })
    expect(page.has('heading', 'Join Groceries & more?')).toBe(true)
  })
})

it('reads nothing when the view is a tab of its own', async () => {
  const background = new FakeBackground({ head: sharedHead })
  page = await openPage(background, { activeTab: async () => undefined })
  expect(background.asked.map(({ name }) => name)).not.toContain('capture')
  expect(page.has('region', 'This page')).toBe(false)
})

it('keeps the place of the product while the page is read', async () => {
  const background = new FakeBackground({ head: emptyHead })
  background.override('capture', () => found)
  background.hold()
  page = await openPage(background)
  expect(page.get('region', 'This page').getAttribute('aria-busy')).toBe('true')
  background.release()
  await page.settle()
  expect(page.get('region', 'This page').getAttribute('aria-busy')).toBe('false')
})
