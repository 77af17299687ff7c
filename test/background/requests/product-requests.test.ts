import { describe, expect, test, vi } from 'vitest'
import { withoutOpenPrice } from '../../../background/capture/settle-currency.ts'
import { productRequests } from '../../../background/requests/product-requests.ts'
import type { Product } from '../../../extension/product/product.ts'
import { fakeStorage } from '../../support/fake-storage.ts'
import { cartsInMemory } from './carts-in-memory.ts'

const storage = vi.hoisted(() => ({ current: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return storage.current
    },
  },
}))
/** What the content script of the tab in front answers: there is no tab here. */
const page = vi.hoisted(() => ({ shows: undefined as unknown }))
vi.mock('../../../extension/browser/tabs.ts', () => ({
  tabById: async () => ({ id: 1, url: '', title: '' }),
}))
vi.mock('../../../extension/browser/page-script.ts', () => ({
  PageUnreadableError: class extends Error {},
  runInPage: async () => page.shows,
}))

const shop = { name: 'Tea House', domain: 'tea.example' }
const tea: Product = {
  title: 'Tea',
  url: 'https://tea.example/tea',
  shop,
  price: { amount: 1290, currency: 'EUR' },
}

function shows(product: Product, more: object = {}): void {
  page.shows = { kind: 'product', product, sources: {}, ...more }
}

async function setUp() {
  storage.current = fakeStorage()
  const carts = await cartsInMemory()
  const { capture, add } = productRequests(carts)
  const look = async () => {
    const outcome = await capture({ tab: 1 })
    if (outcome.kind !== 'product') throw new Error(`The page is ${outcome.kind}`)
    return outcome
  }
  const line = () => {
    const [first] = carts.chosen().index.view().lines
    if (!first) throw new Error('The cart is empty')
    return first
  }
  return { look, add, line, lines: () => carts.chosen().index.view().lines }
}

describe('a look at the page of a line', () => {
  test('refreshes the line, and says which it is', async () => {
    const { look, add, line } = await setUp()
    const { key } = await add({ product: tea, quantity: 2 })
    shows({ ...tea, price: { amount: 990, currency: 'EUR' }, availability: 'OutOfStock' })
    expect(await look()).toMatchObject({ line: key, inCart: 2 })
    expect(line().product).toMatchObject({ price: { amount: 990 }, availability: 'OutOfStock' })
    expect(line().history?.map(({ price }) => price?.amount)).toEqual([1290, 990])
  })

  test('adds nothing of a product that is in no line', async () => {
    const { look, lines } = await setUp()
    shows(tea)
    expect(await look()).not.toHaveProperty('line')
    expect(lines()).toEqual([])
  })
})

describe('what was corrected before it was added', () => {
  test('is kept with the line, under the key of what was read, and outlasts the next looks', async () => {
    const { look, add, line } = await setUp()
    shows({ ...tea, title: 'TEA | SALE', variant: '100 g' })
    const { product } = await look()
    const { key } = await add({
      product,
      quantity: 1,
      edits: [
        { field: 'title', value: 'Tea' },
        { field: 'price', value: { amount: 1000, currency: 'EUR' } },
        { field: 'listPrice', value: { amount: 1500, currency: 'EUR' } },
        { field: 'variant', value: '250 g' },
        { field: 'image', value: 'https://tea.example/tea.png' },
        { field: 'availability', value: 'InStock' },
        { field: 'note', value: 'loose' },
      ],
    })
    shows({ ...tea, title: 'TEA | SALE', variant: '100 g', price: { amount: 2000, currency: 'EUR' } })
    expect(await look()).toMatchObject({ line: key })
    expect(line()).toMatchObject({
      product: {
        title: 'Tea',
        price: { amount: 1000 },
        listPrice: { amount: 1500 },
        variant: '250 g',
        image: 'https://tea.example/tea.png',
        availability: 'InStock',
      },
      note: { value: 'loose' },
    })
    expect(line().history?.at(-1)?.price).toEqual({ amount: 2000, currency: 'EUR' })
  })
})

describe('a price whose symbol several currencies share', () => {
  const open = { openCurrency: true }
  const dollars: Product = { ...tea, price: { amount: 1290, currency: 'USD' } }

  test('stays open where nothing tells', async () => {
    const { look } = await setUp()
    shows(dollars, open)
    const outcome = await look()
    expect(outcome.openCurrency).toBe(true)
    expect(withoutOpenPrice(outcome)).not.toHaveProperty('price')
  })

  test('is of the currency that a person said for its line, or for another of the shop', async () => {
    const { look, add, line } = await setUp()
    const edits = [{ field: 'price' as const, value: { amount: 1290, currency: 'CAD' } }]
    await add({ product: { ...dollars, url: 'https://tea.example/cups' }, quantity: 1, edits })
    shows({ ...dollars, listPrice: { amount: 1990, currency: 'USD' } }, open)
    const outcome = await look()
    expect(outcome).not.toHaveProperty('openCurrency')
    expect(outcome.product.price).toEqual({ amount: 1290, currency: 'CAD' })
    expect(outcome.product.listPrice).toEqual({ amount: 1990, currency: 'CAD' })
    expect(line().product.price?.currency).toBe('CAD')
  })

  test('keeps its amount where the currencies divide differently', async () => {
    const { look, add } = await setUp()
    await add({ product: { ...tea, price: { amount: 50, currency: 'CNY' } }, quantity: 1 })
    shows({ ...tea, url: 'https://tea.example/cups', price: { amount: 120, currency: 'JPY' } }, open)
    expect((await look()).product.price).toEqual({ amount: 12000, currency: 'CNY' })
  })

  test('is no news for a line in another currency', async () => {
    const { look, add, line } = await setUp()
    await add({ product: tea, quantity: 1 })
    shows(dollars, open)
    expect((await look()).openCurrency).toBe(true)
    expect(line()).not.toHaveProperty('history')
  })
})
