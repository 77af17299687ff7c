import type { CartLine } from '../../../extension/cart/cart-view.ts'
import type { CaptureOutcome } from '../../../extension/messages/popup-surface.ts'
import * as sample from '../sample-cart.ts'

type Found = Extract<CaptureOutcome, { kind: 'product' }>

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const day = 24 * 60 * 60 * 1000
// What is news depends on the day, so the pictures count from today.
const daysAgo = (days: number) => Date.now() - days * day

/** A page that says several things of most fields. */
export const richFound: Found = {
  kind: 'product',
  product: { ...sample.greenTea, listPrice: euros(1490), availability: 'InStock' },
  sources: { title: 'json-ld', price: 'page' },
  inCart: 0,
  candidates: {
    title: [
      { value: sample.greenTea.title, source: 'json-ld', confidence: 0.9 },
      { value: 'Sencha', source: 'page', confidence: 0.6 },
      { value: 'Sencha green tea, first harvest | Tea House', source: 'meta', confidence: 0.4 },
    ],
    price: [
      { value: euros(1290), source: 'page', confidence: 0.9 },
      { value: euros(1490), source: 'json-ld', confidence: 0.5 },
      { value: euros(129), source: 'page', confidence: 0.2 },
    ],
    image: ['sencha', 'sencha-tin', 'sencha-cup'].map(name => ({
      value: `https://tea.example/${name}.png`,
      source: 'json-ld' as const,
      confidence: 0.8,
    })),
    variant: [
      { value: '100 g', source: 'page', confidence: 0.8 },
      { value: '250 g', source: 'json-ld', confidence: 0.3 },
    ],
  },
}

const long = 'Extraordinarily long product title that a shop filled with every keyword it could think of'

export const longFound: Found = {
  ...richFound,
  product: {
    ...richFound.product,
    title: `${long}, ${long}`,
    variant: 'Midnight blue / extra extra large / with engraving / gift box',
    price: euros(123_456_789_00),
    listPrice: euros(223_456_789_00),
    availability: 'OutOfStock',
  },
  candidates: {
    ...richFound.candidates,
    title: [`${long}, ${long}`, long, `Unbreakable${'word'.repeat(20)}`].map(value => ({
      value,
      source: 'page',
      confidence: 0.5,
    })),
    price: [euros(123_456_789_00), euros(223_456_789_00)].map(value => ({
      value,
      source: 'page',
      confidence: 0.5,
    })),
  },
}

const dollars = (amount: number) => ({ amount, currency: 'USD' })

/** A page with "$24.50" that does not say whose dollars. */
export const openFound: Found = {
  kind: 'product',
  product: { ...sample.hammer, price: dollars(2450), listPrice: dollars(2900) },
  sources: { title: 'json-ld', price: 'page' },
  inCart: 0,
  openCurrency: true,
  candidates: {
    price: [
      { value: dollars(2450), source: 'page', confidence: 0.8 },
      { value: dollars(2900), source: 'page', confidence: 0.4 },
    ],
  },
}

/** One line for each kind of change. */
export const changedLines: readonly CartLine[] = [
  sample.lineOf(
    { ...sample.greenTea, price: euros(1090) },
    {
      quantity: 3,
      history: [
        { price: euros(1290), at: daysAgo(20) },
        { price: euros(1090), at: daysAgo(2) },
      ],
    },
  ),
  sample.lineOf(
    { ...sample.teapot, price: euros(5450) },
    {
      note: { value: 'the black one', at: 1, device: sample.ownDevice },
      history: [
        { price: euros(4900), at: daysAgo(20) },
        { price: euros(5450), at: daysAgo(1) },
      ],
    },
  ),
  sample.lineOf(
    { ...sample.hammer, availability: 'OutOfStock', price: { amount: 2200, currency: 'USD' } },
    {
      history: [
        { price: { amount: 2450, currency: 'USD' }, availability: 'InStock', at: daysAgo(20) },
        { price: { amount: 2200, currency: 'USD' }, availability: 'OutOfStock', at: daysAgo(1) },
      ],
    },
  ),
  sample.lineOf(
    { ...sample.hammer, title: 'Spirit level', url: 'https://tools.example/level', availability: 'InStock' },
    {
      history: [
        { price: { amount: 2450, currency: 'USD' }, availability: 'OutOfStock', at: daysAgo(20) },
        { price: { amount: 2450, currency: 'USD' }, availability: 'InStock', at: daysAgo(1) },
      ],
    },
  ),
  sample.lineOf(
    { ...sample.hammer, title: 'Folding rule', url: 'https://tools.example/rule' },
    {
      history: [
        { price: { amount: 2450, currency: 'USD' }, at: daysAgo(20) },
        { price: null, at: daysAgo(1) },
      ],
    },
  ),
]

/** A line of which two members corrected fields, while its page says another price. */
export const correctedTea: CartLine = sample.lineOf(
  { ...sample.greenTea, title: 'Sencha for Grandma', price: euros(990), availability: 'InStock' },
  {
    corrections: {
      title: { value: 'Sencha for Grandma', at: daysAgo(3), device: sample.ownDevice },
      price: { value: euros(990), at: daysAgo(2), device: sample.benDevice },
    },
    said: { ...sample.greenTea, price: euros(1090), availability: 'InStock' },
    note: { value: 'the one in the green tin', at: 2, device: sample.ownDevice },
    history: [
      { price: euros(1290), availability: 'InStock', at: daysAgo(20) },
      { price: euros(1090), availability: 'InStock', at: daysAgo(1) },
    ],
  },
)

/** A line whose page has said many things. */
export const statedTea: CartLine = sample.lineOf(
  { ...sample.greenTea, price: euros(1190), availability: 'InStock' },
  {
    history: [
      { price: euros(1490), at: daysAgo(400) },
      { price: euros(1290), availability: 'InStock', at: daysAgo(60) },
      { price: null, availability: 'OutOfStock', at: daysAgo(50) },
      { price: euros(1290), availability: 'InStock', at: daysAgo(40) },
      { price: euros(1090), availability: 'InStock', at: daysAgo(20) },
      { price: euros(1190), availability: 'OutOfStock', at: daysAgo(10) },
      { price: euros(1190), availability: 'InStock', at: daysAgo(1) },
    ],
  },
)
