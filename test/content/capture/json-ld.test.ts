// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { captureHtml, greenTea, offer, productOf, withJsonLd } from '../page.ts'

const price = { amount: 1250, currency: 'EUR' }

describe('a product in JSON-LD', () => {
  it('gives every field, and says where it was read', () => {
    const data = {
      ...greenTea,
      sku: 'TEA-1',
      gtin13: '4006381333931',
      brand: { '@type': 'Brand', name: 'Leaf' },
      image: [{ '@type': 'ImageObject', url: '/tea.jpg' }],
    }
    const captured = captureHtml(withJsonLd(data))
    expect(captured).toMatchObject({
      kind: 'product',
      product: {
        title: 'Green Tea',
        url: 'https://shop.example/products/green-tea',
        price,
        image: 'https://shop.example/tea.jpg',
        shop: { name: 'shop.example', domain: 'shop.example' },
        brand: 'Leaf',
        sku: 'TEA-1',
        gtin: '4006381333931',
        availability: 'InStock',
      },
      sources: expect.objectContaining({ price: 'json-ld', image: 'json-ld', sku: 'json-ld', url: 'page' }),
    })
  })

  it.each([
    ['in a graph', { '@graph': [{ '@type': 'WebPage', name: 'x' }, greenTea] }],
    ['in an array', [{ '@type': 'Organization', name: 'x' }, greenTea]],
    ['with types as a list', { ...greenTea, '@type': ['Thing', 'Product'] }],
    ['with types as addresses', { ...greenTea, '@type': 'http://schema.org/Product' }],
    [
      'with offers by reference',
      {
        '@graph': [
          { ...greenTea, offers: { '@id': '#o' } },
          { ...offer, '@id': '#o' },
        ],
      },
    ],
    ['with a list of offers', { ...greenTea, offers: [offer, offer] }],
    ['as the page’s main entity', { '@type': 'ItemPage', mainEntity: greenTea }],
    [
      'with an aggregate of one price',
      {
        ...greenTea,
        offers: { '@type': 'AggregateOffer', lowPrice: 12.5, highPrice: '12.50', priceCurrency: 'EUR' },
      },
    ],
    [
      'with an aggregate that lists offers',
      { ...greenTea, offers: { '@type': 'AggregateOffer', lowPrice: 1, highPrice: 99, offers: [offer] } },
    ],
    [
      'with a price specification',
      {
        ...greenTea,
        offers: {
          priceSpecification: [
            { price: '19.00', priceCurrency: 'EUR', priceType: 'https://schema.org/ListPrice' },
            { price: '12.50', priceCurrency: 'EUR' },
          ],
        },
      },
    ],
    [
      'with a price for a kilogram beside it',
      {
        ...greenTea,
        offers: {
          priceSpecification: [
            { price: '125', priceCurrency: 'EUR', referenceQuantity: { value: 1, unitCode: 'KGM' } },
            { price: 12.5, priceCurrency: 'EUR' },
          ],
        },
      },
    ],
    ['with a price written as text', { ...greenTea, offers: { price: '12,50 €' } }],
    [
      'with an old currency name and a number',
      { ...greenTea, offers: { price: 12.5, priceCurrency: 'eur' } },
    ],
  ])('%s', (_, data) => expect(productOf(withJsonLd(data)).price).toEqual(price))

  it('an aggregate from one price up to another is no price', () => {
    const offers = { '@type': 'AggregateOffer', lowPrice: 10, highPrice: 99, priceCurrency: 'EUR' }
    expect(productOf(withJsonLd({ ...greenTea, offers })).price).toBeUndefined()
  })

  it.each([
    ['OutOfStock', 'OutOfStock'],
    ['http://schema.org/SoldOut', 'OutOfStock'],
    ['oos', 'OutOfStock'],
    ['Discontinued', 'OutOfStock'],
    ['in stock', 'InStock'],
    ['BackOrder', 'InStock'],
  ])('availability "%s" is %s', (availability, expected) => {
    expect(productOf(withJsonLd({ ...greenTea, offers: { ...offer, availability } })).availability).toBe(
      expected,
    )
  })
})

describe('a product group', () => {
  const variant = (size: string, amount: number) => ({
    '@type': 'Product',
    name: `Green Tea ${size}`,
    size,
    sku: `TEA-${size}`,
    inProductGroupWithID: 'TEA',
    offers: { ...offer, price: amount, url: `https://shop.example/products/green-tea?size=${size}` },
  })
  const group = { '@type': 'ProductGroup', name: 'Green Tea', hasVariant: [variant('S', 5), variant('L', 9)] }

  it('gives the variant that the address names', () => {
    const product = productOf(withJsonLd(group), 'https://shop.example/products/green-tea?size=L')
    expect(product).toMatchObject({ sku: 'TEA-L', variant: 'L', price: { amount: 900, currency: 'EUR' } })
  })

  it('gives the price that all variants share', () => {
    const same = { ...group, hasVariant: [variant('S', 7), variant('L', 7)] }
    expect(productOf(withJsonLd(same)).price).toEqual({ amount: 700, currency: 'EUR' })
  })
})

describe('JSON as shops write it', () => {
  const text = JSON.stringify(greenTea)
  it.each([
    ['in CDATA', `//<![CDATA[\n${text}\n//]]>`],
    ['in a comment', `<!-- ${text} -->`],
    ['HTML-escaped', text.replaceAll('"', '&quot;')],
    ['with a raw line break in a string', text.replace('Green Tea', 'Green\nTea')],
    ['with trailing commas', text.replaceAll('}', ',}')],
    ['with comments', text.replace('{', '{ /* a "product" */ // yes\n')],
    ['with a semicolon', `${text};`],
    ['with a wrong escape', text.replace('Green Tea', 'Green \\Tea').replace('\\\\', '\\')],
  ])('%s', (_, script) => expect(productOf(withJsonLd(script)).price).toEqual(price))

  it('an address in a string is no comment', () => {
    const product = productOf(
      withJsonLd(
        `{"@type":"Product","name":"Green Tea","image":"https://img.example/a.jpg","offers":${JSON.stringify(offer)},}`,
      ),
    )
    expect(product.image).toBe('https://img.example/a.jpg')
  })

  it('beyond repair loses only itself', () => {
    const page = withJsonLd(
      '{"@type":"Product", "name" "x"',
      '<h1>Green Tea</h1><span class="price">12,50 €</span><button>Add to cart</button>',
    )
    expect(productOf(page).price).toEqual(price)
  })
})
