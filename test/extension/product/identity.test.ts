import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  lineKey,
  productIdentity,
  randomLineKey,
  withLastingNames,
} from '../../../extension/product/identity.ts'
import type { Product } from '../../../extension/product/product.ts'

const shop = { name: 'Shop', domain: 'shop.example' }
const at = (url: string, more: Partial<Product> = {}): Product => ({
  title: 'Tea',
  url,
  shop: { name: 'Shop', domain: new URL(url).hostname },
  ...more,
})

describe('the same product has the same line key', () => {
  it.each([
    ['on the mobile host', 'https://shop.example/tea-7', 'https://m.shop.example/tea-7'],
    [
      'with campaign parameters',
      'https://shop.example/tea-7',
      'https://www.shop.example/tea-7?utm_source=mail&gclid=x',
    ],
    ['with a fragment', 'https://shop.example/tea-7', 'https://shop.example/tea-7#reviews'],
    [
      'in another language of the shop',
      'https://shop.example/de/tea-7',
      'https://shop.example/fr-ch/tea-7?lang=fr',
    ],
    [
      'with parameters in another order',
      'https://shop.example/t?id=1&size=L',
      'https://shop.example/t?size=L&id=1',
    ],
    ['with a slash at the end', 'https://shop.example/tea-7', 'https://shop.example/tea-7/'],
  ])('%s', async (_, one, other) => {
    expect(await lineKey(at(one))).toBe(await lineKey(at(other)))
  })

  it('whatever its title, price and shop name, by its SKU', async () => {
    const one = at('https://shop.example/en/tea', { sku: 'T-7', price: { amount: 1, currency: 'EUR' } })
    const other = at('https://www.shop.example/fr/le-the', { sku: 't-7', title: 'Thé' })
    expect(await lineKey(one)).toBe(await lineKey(other))
  })

  it('by the ids of its platform before anything else', async () => {
    const platform = { name: 'shopify', product: '1', variant: '2' }
    expect(await lineKey(at('https://shop.example/a', { platform, sku: 'x' }))).toBe(
      await lineKey(at('https://shop.example/b?variant=2', { platform, sku: 'y' })),
    )
  })
})

describe('another product has another line key', () => {
  it.each([
    ['another path', at('https://shop.example/tea-7'), at('https://shop.example/tea-8')],
    ['another product parameter', at('https://shop.example/p?id=7'), at('https://shop.example/p?id=8')],
    ['another size in the address', at('https://shop.example/t?size=L'), at('https://shop.example/t?size=M')],
    [
      'another variant of one SKU',
      at('https://shop.example/t?size=L', { sku: '1' }),
      at('https://shop.example/t?size=M', { sku: '1' }),
    ],
    [
      'another variant by its name',
      at('https://shop.example/t', { variant: 'Blue' }),
      at('https://shop.example/t', { variant: 'Red' }),
    ],
    ['another shop', at('https://shop.example/t', { sku: '1' }), at('https://other.example/t', { sku: '1' })],
    ['another shop of one platform', at('https://a.myshopify.com/t'), at('https://b.myshopify.com/t')],
    [
      'another route of a single-page shop',
      at('https://shop.example/#/t/1'),
      at('https://shop.example/#/t/2'),
    ],
  ])('%s', async (_, one, other) => {
    expect(await lineKey(one)).not.toBe(await lineKey(other))
  })
})

describe('a product typed by hand', () => {
  it('has no identity, and a key of its own each time', async () => {
    expect(productIdentity({ title: 'Tea' })).toBeUndefined()
    expect(productIdentity({ title: 'Tea', shop })).toBeUndefined()
    expect(await lineKey({ title: 'Tea' })).not.toBe(await lineKey({ title: 'Tea' }))
    expect(randomLineKey()).toMatch(/^[\w-]{22}$/)
  })
})

it('keys are 22 url-safe characters, and the same for the shop by host or by domain', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webUrl({ withQueryParameters: true }), async url => {
      const product = at(url)
      const key = await lineKey(product)
      expect(key).toMatch(/^[\w-]{22}$/)
      expect(await lineKey(withLastingNames(product))).toBe(key)
    }),
  )
})

it('withLastingNames names the domain, the host on shared platforms and for hosts without one', () => {
  const domainOf = (domain: string) =>
    withLastingNames({ title: 'x', shop: { name: 'x', domain } }).shop?.domain
  expect(
    ['www.shop.co.uk', 'm.shop.com', 'a.myshopify.com', 'tea.localhost', '127.0.0.1'].map(domainOf),
  ).toEqual(['shop.co.uk', 'shop.com', 'a.myshopify.com', 'tea.localhost', '127.0.0.1'])
})
