// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { captureHtml, greenTea, offer, withJsonLd } from '../page.ts'

const card = (n: number) =>
  `<li><a href="/products/tea-${n}">Tea ${n}</a> <span class="price">${n},00 €</span><button>Add to cart</button></li>`
const list = `<h1>All teas</h1><ul>${Array.from({ length: 12 }, (_, n) => card(n + 1)).join('')}</ul>`
const teas = Array.from({ length: 6 }, (_, n) => ({
  ...greenTea,
  name: `Tea ${n}`,
  url: `https://shop.example/products/tea-${n}`,
}))

describe('pages that are not about one product', () => {
  it.each([
    [
      'a collection that lists its products',
      'https://shop.example/collections/teas',
      withJsonLd(
        { '@type': 'ItemList', itemListElement: teas.map(item => ({ '@type': 'ListItem', item })) },
        list,
      ),
    ],
    [
      'a collection of products side by side',
      'https://shop.example/collections/teas',
      withJsonLd(teas, list),
    ],
    ['a collection without markup', 'https://shop.example/category/teas', `<title>All teas</title>${list}`],
    ['a search', 'https://shop.example/search?q=tea', withJsonLd(teas, list)],
    [
      'a cart',
      'https://shop.example/cart',
      '<title>Cart</title><h1>Your cart</h1><p>Tea <b class="price">12,50 €</b></p><button>Checkout</button>',
    ],
    ...['carrito', 'panier', 'warenkorb', 'koszyk', 'kosik'].map((cart): [string, string, string] => [
      `a cart by the name of ${cart}`,
      `https://shop.example/${cart}?action=show`,
      withJsonLd(greenTea, '<h1>My things</h1><p>Cup <b class="price">12,50 €</b></p>'),
    ]),
    [
      'the evenings of a tour',
      'https://shop.example/artist/green-tea',
      withJsonLd(
        ['Berlin', 'Hamburg'].map(place => ({
          '@type': 'MusicEvent',
          name: 'Green Tea',
          location: { '@type': 'Place', name: place },
          offers: offer,
        })),
        '<h1>Green Tea</h1><a href="/event/1">Tickets</a>',
      ),
    ],
    [
      'an article that names a price',
      'https://shop.example/blog/tea',
      withJsonLd({ '@type': 'Article', headline: 'Tea' }, '<h1>Tea</h1><p>A tin costs <b>12,50 €</b>.</p>'),
    ],
    ['the front page', 'https://shop.example/', withJsonLd(greenTea, list)],
    ['a page without anything', 'https://shop.example/about', '<p>Hello</p>'],
    ['an empty page', 'about:blank', ''],
  ])('%s', (_, address, html) => expect(captureHtml(html, address).kind).toBe('none'))

  it('still say what they are called and where they are', () => {
    expect(captureHtml('<title>About  us</title>', 'https://shop.example/about')).toEqual({
      kind: 'none',
      title: 'About us',
      url: 'https://shop.example/about',
    })
  })
})

describe('pages about one product among others', () => {
  it('by the address, where others are described too', () => {
    const here = { ...greenTea, url: 'https://shop.example/products/green-tea' }
    expect(captureHtml(withJsonLd([teas[0], here, teas[1]]))).toMatchObject({
      product: { title: 'Green Tea' },
    })
  })
  it('with related products in its markup', () => {
    expect(captureHtml(withJsonLd({ ...greenTea, isRelatedTo: teas }))).toMatchObject({
      product: { title: 'Green Tea' },
    })
  })
})
