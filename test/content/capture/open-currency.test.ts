// @vitest-environment happy-dom
import { expect, it } from 'vitest'
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
