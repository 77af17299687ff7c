// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { productOf } from '../page.ts'
import { endedAuctionPage, goneAmazonPage, largeShopPages } from './platforms/large-shops.ts'

describe('the largest shops', () => {
  it.each(largeShopPages)('%s at %s', (name, address, html, expected) => {
    const product = productOf(html, address)
    expect(product).toMatchObject(expected)
    expect(product.platform?.name).toBe(name)
  })

  it('a product that nobody sells has no price', () => {
    const product = productOf(goneAmazonPage, 'https://www.amazon.co.uk/dp/B0TESTTEST')
    expect(product).toMatchObject({ title: 'Tin Robot', availability: 'OutOfStock' })
    expect(product).not.toHaveProperty('price')
  })

  it('an auction that has ended has no price', () => {
    const product = productOf(endedAuctionPage, 'https://www.ebay.co.uk/itm/123456789012')
    expect(product).toMatchObject({ title: 'Tin Robot', availability: 'OutOfStock' })
    expect(product).not.toHaveProperty('price')
  })

  it('rules hold on the shop’s own hosts alone', () => {
    const product = productOf(largeShopPages[0][2], 'https://amazon.com.example.org/products/tin-robot')
    expect(product.platform).toBeUndefined()
  })
})
