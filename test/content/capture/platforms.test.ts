// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { capture } from '../../../content/capture/capture.ts'
import { productIdentity } from '../../../extension/product/identity.ts'
import { productOf } from '../page.ts'
import * as others from './platforms/others.ts'
import { shopifyPage } from './platforms/shopify.ts'
import { simpleWooPage, wooPage } from './platforms/woocommerce.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

describe('Shopify', () => {
  it('gives the variant that the form would add, with its ids', () => {
    expect(productOf(shopifyPage())).toMatchObject({
      title: 'Green Tea',
      price: eur(1250),
      listPrice: eur(1500),
      brand: 'Leaf',
      sku: 'TEA-100',
      gtin: '4006381333931',
      variant: '100 g',
      availability: 'InStock',
      shop: { name: 'Leaf Shop' },
      platform: { name: 'shopify', product: '7', variant: '11' },
    })
  })
  it('gives another line after another variant was picked', () => {
    const [small, large] = [productOf(shopifyPage(11)), productOf(shopifyPage(12))]
    expect(large).toMatchObject({ price: eur(2750), sku: 'TEA-250', availability: 'OutOfStock' })
    expect(large).not.toHaveProperty('listPrice')
    expect(productIdentity(large)).not.toBe(productIdentity(small))
  })
  it('takes the variant of the address before that of the form', () => {
    const product = productOf(shopifyPage(11), 'https://leaf.example/products/green-tea?variant=12')
    expect(product).toMatchObject({ platform: { variant: '12' }, sku: 'TEA-250' })
  })
})

describe('WooCommerce', () => {
  const address = 'https://pottery.example/product/mug'
  it('has no price while a range is all there is', () => {
    const product = productOf(wooPage(), address)
    expect(product).toMatchObject({
      title: 'Mug',
      sku: 'MUG',
      platform: { name: 'woocommerce', product: '30' },
    })
    expect(product.platform).not.toHaveProperty('variant')
  })
  it('gives the chosen variation', () => {
    expect(productOf(wooPage('31'), address)).toMatchObject({
      price: { amount: 1400, currency: 'GBP' },
      sku: 'MUG-BLUE',
      variant: 'Blue',
      availability: 'InStock',
      platform: { product: '30', variant: '31' },
    })
    expect(productOf(wooPage('32'), address)).toMatchObject({
      price: { amount: 1600, currency: 'GBP' },
      availability: 'OutOfStock',
      platform: { variant: '32' },
    })
  })
  it('gives the variation that the address chose, before the page’s scripts do', () => {
    const page = new DOMParser().parseFromString(wooPage(), 'text/html')
    for (const select of page.querySelectorAll('select')) select.value = 'red'
    expect(capture(page, `${address}?attribute_pa_colour=red`)).toMatchObject({
      product: { price: { amount: 1600, currency: 'GBP' }, availability: 'OutOfStock' },
    })
  })
  it('gives the price in the shop’s own currency, and what is sold out', () => {
    expect(productOf(simpleWooPage, 'https://pottery.example/product/bowl')).toMatchObject({
      price: { amount: 2000, currency: 'GBP' },
      availability: 'OutOfStock',
      platform: { product: '40' },
    })
  })
})

describe.each([
  ['magento', others.magentoPage, { sku: 'L-1', availability: 'InStock' }],
  ['bigcommerce', others.bigcommercePage, { sku: 'L-1', gtin: '4006381333931', brand: 'Glow' }],
  ['prestashop', others.prestashopPage, { sku: 'L-1' }],
  ['shopware', others.shopwarePage, { sku: 'L-1' }],
  ['salesforce', others.salesforcePage, { sku: 'L-1' }],
  ['squarespace', others.squarespacePage, {}],
  ['vtex', others.vtexPage, { sku: 'L-1' }],
  ['opencart', others.opencartPage, {}],
])('%s', (name, html, more) => {
  it('gives title, prices and the id for a hand-off', () => {
    expect(productOf(html, 'https://light.example/lamp/p')).toMatchObject({
      title: 'Lamp',
      price: eur(4990),
      listPrice: eur(6990),
      platform: { name, product: '501' },
      ...more,
    })
  })
})

it('Wix, which shows no id', () => {
  expect(productOf(others.wixPage, 'https://light.example/product-page/lamp')).toMatchObject({
    title: 'Lamp',
    price: eur(4990),
    listPrice: eur(6990),
    sku: 'L-1',
    availability: 'InStock',
  })
})
