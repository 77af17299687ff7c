import { expect, test } from 'vitest'
import type { CartLine } from '../../../extension/cart/cart-view.ts'
import { groupByShop, totalsOf } from '../../../extension/cart/totals.ts'
import type { Product } from '../../../extension/product/product.ts'

function line(quantity: number, product: Partial<Product>, bought = 0): CartLine {
  const whole = { title: 'Something', ...product }
  return {
    key: '',
    product: whole,
    quantity,
    bought,
    shares: [],
    otherNotes: [],
    keptAfterRemove: false,
    addedAt: 0,
  }
}

const euros = (amount: number) => ({ price: { amount, currency: 'EUR' } })
const yen = (amount: number) => ({ price: { amount, currency: 'JPY' } })
const teaShop = { shop: { name: 'Tea', domain: 'tea.example' } }
const toolShop = { shop: { name: 'Tools', domain: 'tools.example' } }

test('currencies are never added, and units without a price are counted', () => {
  expect(totalsOf([line(2, yen(300)), line(3, euros(150)), line(1, euros(1)), line(4, {})])).toEqual({
    amounts: [
      { amount: 451, currency: 'EUR' },
      { amount: 600, currency: 'JPY' },
    ],
    unpriced: 4,
  })
  expect(totalsOf([])).toEqual({ amounts: [], unpriced: 0 })
})

test('what is left to buy can be totalled', () => {
  const lines = [line(3, euros(100), 2), line(2, yen(5), 2), line(2, {}, 1)]
  expect(totalsOf(lines, ({ quantity, bought }) => quantity - bought)).toEqual({
    amounts: [{ amount: 100, currency: 'EUR' }],
    unpriced: 1,
  })
})

test('sums are exact, and end at what a number holds exactly', () => {
  const most = Number.MAX_SAFE_INTEGER
  expect(totalsOf([line(1, euros(most - 1)), line(1, euros(1))]).amounts[0]?.amount).toBe(most)
  expect(totalsOf([line(9_999, euros(most))]).amounts[0]?.amount).toBe(most)
})

test('lines are grouped by shop in the order of the cart, those without a shop last', () => {
  const byHand = line(1, euros(7))
  const [green, black] = [line(1, { ...teaShop, ...euros(2) }), line(2, { ...teaShop, ...euros(3) })]
  const hammer = line(1, toolShop)
  expect(groupByShop([byHand, green, hammer, black])).toEqual([
    { ...teaShop, lines: [green, black], totals: { amounts: [{ amount: 8, currency: 'EUR' }], unpriced: 0 } },
    { ...toolShop, lines: [hammer], totals: { amounts: [], unpriced: 1 } },
    { lines: [byHand], totals: { amounts: [{ amount: 7, currency: 'EUR' }], unpriced: 0 } },
  ])
})
