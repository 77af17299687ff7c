// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { captureHtml, offer, withJsonLd } from '../page.ts'

/** A page in English that shows "$24.90" and is sold by a shop whose host names no country. */
function dollars(priceCurrency?: string): string {
  const offers = { ...offer, price: '$24.90', priceCurrency }
  return withJsonLd({ '@context': 'https://schema.org', '@type': 'Product', name: 'Green Tea', offers })
}

it('a symbol that several currencies share leaves the currency open, with the likeliest in the product', () => {
  expect(captureHtml(dollars())).toMatchObject({
    product: { price: { amount: 2490, currency: 'USD' } },
    openCurrency: true,
  })
})

it('markup or a country decides', () => {
  expect(captureHtml(dollars('CAD'))).not.toHaveProperty('openCurrency')
  const inCanada = captureHtml(dollars(), 'https://shop.example.ca/products/green-tea')
  expect(inCanada).toMatchObject({ product: { price: { currency: 'CAD' } } })
  expect(inCanada).not.toHaveProperty('openCurrency')
})

/** A shop whose host and language name no country, and a price as it is written there. */
const written = (text: string, head = '') =>
  `<html><head><title>Green Tea</title>${head}</head><body><h1>Green Tea</h1><p class="price">${text}</p><button>Add to cart</button></body></html>`

describe.each([
  ['$', '$24.90', ['CAD', 'AUD', 'MXN']],
  ['kr', '249 kr', ['SEK', 'NOK', 'DKK']],
  ['¥', '¥2490', ['JPY', 'CNY']],
  ['Rs', 'Rs. 249', ['INR', 'PKR', 'LKR']],
  ['£', '£24.90', ['GBP', 'EGP']],
  ['руб', '249 руб', ['RUB', 'BYN']],
])('%s', (_, text, currencies) => {
  it('is left open where nothing decides', () => {
    expect(captureHtml(written(text))).toMatchObject({ kind: 'product', openCurrency: true })
  })
  it.each(currencies)('is %s where the page’s markup says so', currency => {
    const captured = captureHtml(
      written(
        text,
        `<meta property="product:price:currency" content="${currency}"><meta property="product:price:amount" content="${text.replace(/[^0-9.]|\.(?!\d)/g, '')}">`,
      ),
    )
    expect(captured).toMatchObject({ product: { price: { currency } } })
    expect(captured).not.toHaveProperty('openCurrency')
  })
})

it.each([
  ['$24.90', 'https://shop.example.com.au/products/green-tea', 'AUD'],
  ['249 kr', 'https://shop.example.no/products/green-tea', 'NOK'],
  ['249 kr.', 'https://shop.example.dk/products/green-tea', 'DKK'],
  ['¥249', 'https://shop.example.cn/products/green-tea', 'CNY'],
  ['Rs 249', 'https://shop.example.lk/products/green-tea', 'LKR'],
])('%s at %s is %s', (text, address, currency) => {
  const captured = captureHtml(written(text), address)
  expect(captured).toMatchObject({ product: { price: { currency } } })
  expect(captured).not.toHaveProperty('openCurrency')
})
