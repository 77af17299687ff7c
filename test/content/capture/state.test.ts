// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { captureHtml, productOf } from '../page.ts'

const page = (script: string, type = '') =>
  `<html lang="de"><head><title>Lamp</title><meta property="og:type" content="product"><script ${type}>${script}</script></head>
   <body><h1>Lamp</h1><button>In den Warenkorb</button><p class="price">49,90 €</p></body></html>`

it.each([
  [
    'Next.js data',
    '{"props":{"product":{"name":"Lamp","sku":"L-1","price":49.9,"currency":"EUR","gtin13":"4006381333931"}}}',
    'type="application/json" id="__NEXT_DATA__"',
  ],
  [
    'a state',
    'window.__INITIAL_STATE__ = {"product":{"name":"Lamp","sku":"L-1","price":"49.90","gtin13":"4006381333931"}};',
    '',
  ],
  [
    'Google’s data layer',
    "dataLayer.push({event: 'view_item', ecommerce: {items: [{item_name: 'Lamp', item_id: 'L-1', price: 49.9, gtin: '4006381333931'}]}});",
    '',
  ],
])('%s', (_, script, type) => {
  expect(productOf(page(script, type))).toMatchObject({
    price: { amount: 4990, currency: 'EUR' },
    sku: 'L-1',
    gtin: '4006381333931',
  })
})

it('another product’s data is not this one’s', () => {
  expect(productOf(page('dataLayer = [{"name":"Cup","sku":"C-1","price":3}]')).sku).toBeUndefined()
})

it('runs nothing, and ends on what is no data', () => {
  const script = 'dataLayer.push({name: alert(1), price: (() => { throw 1 })()}); product = {{{{[[['
  expect(captureHtml(page(script)).kind).toBe('product')
})
