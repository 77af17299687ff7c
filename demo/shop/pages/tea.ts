import { type Goods, teapot, teas } from '../goods.ts'
import { escapeHtml, jsonLd, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { productBody, tiles } from './parts.ts'

/* The shop that says what its pages are in JSON-LD. */

const name = 'Tea demo shop'
const language = 'en'
const inStock = 'https://schema.org/InStock'

export const teaShop: Shop = {
  host: 'tea.localhost',
  name,
  pages: {
    '': ({ origin }) => list(origin, 'Welcome'),
    tea: ({ origin }) => teaPage(teas[0], origin),
    matcha: ({ origin }) => graphPage(teas[1], origin),
    teapot: ({ origin, parameters }) => teapotPage(origin, parameters.get('size')),
    collection: ({ origin }) => list(origin, 'All our teas'),
    article: () => article(),
  },
}

function teaPage(goods: Goods | undefined, origin: string): string {
  if (!goods) throw new Error('The tea shop has lost its tea')
  const head = jsonLd({ '@context': 'https://schema.org', ...productData(goods, origin) })
  return layout({ shop: name, language, title: goods.title, head, body: productBody(goods) })
}

/** The same, wrapped the way many shop systems do: a graph of everything, the price in an aggregate. */
function graphPage(goods: Goods | undefined, origin: string): string {
  if (!goods) throw new Error('The tea shop has lost its matcha')
  const { offers, ...product } = productData(goods, origin)
  const aggregate = {
    '@type': 'AggregateOffer',
    lowPrice: goods.price,
    highPrice: goods.price,
    priceCurrency: goods.currency,
    offers: [offers],
  }
  const graph = [
    { '@type': 'Organization', '@id': `${origin}/#shop`, name },
    {
      '@type': 'WebPage',
      '@id': `${origin}/${goods.page}`,
      mainEntity: { '@id': `${origin}/${goods.page}#product` },
    },
    { ...product, '@id': `${origin}/${goods.page}#product`, offers: aggregate },
  ]
  return layout({
    shop: name,
    language,
    title: goods.title,
    head: jsonLd({ '@context': 'https://schema.org', '@graph': graph }),
    body: productBody(goods),
  })
}

function productData(goods: Goods, origin: string) {
  return {
    '@type': 'Product',
    name: goods.title,
    description: goods.text,
    sku: goods.sku,
    brand: { '@type': 'Brand', name },
    image: `${origin}/pictures/${goods.page}.svg`,
    url: `${origin}/${goods.page}`,
    offers: { '@type': 'Offer', price: goods.price, priceCurrency: goods.currency, availability: inStock },
  }
}

function teapotPage(origin: string, asked: string | null): string {
  const chosen = teapot.sizes.find(({ size }) => size === asked) ?? teapot.sizes[0]
  const head = jsonLd({
    '@context': 'https://schema.org',
    '@type': 'ProductGroup',
    name: teapot.title,
    productGroupID: 'POT',
    variesBy: 'https://schema.org/size',
    image: `${origin}/pictures/teapot.svg`,
    url: `${origin}/teapot`,
    hasVariant: teapot.sizes.map(({ size, sku, price }) => ({
      '@type': 'Product',
      name: `${teapot.title}, ${size}`,
      sku,
      size,
      inProductGroupWithID: 'POT',
      offers: {
        '@type': 'Offer',
        url: `${origin}/teapot?size=${size}`,
        price,
        priceCurrency: 'EUR',
        availability: inStock,
      },
    })),
  })
  const options = teapot.sizes.map(
    ({ size }) => `<option${size === chosen.size ? ' selected' : ''}>${size}</option>`,
  )
  const select = `<label>Size <select name="size">${options.join('')}</select></label> `
  return layout({
    shop: name,
    language,
    title: teapot.title,
    head,
    body: productBody({ ...teapot, shown: chosen.shown }, { form: select }),
  })
}

function list(origin: string, heading: string): string {
  const all = [...teas, { ...teapot, shown: `from ${teapot.sizes[0].shown}` }]
  const data = {
    '@context': 'https://schema.org',
    '@type': 'ItemList',
    itemListElement: teas.map((goods, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      item: productData(goods, origin),
    })),
  }
  return layout({
    shop: name,
    language,
    title: heading,
    head: jsonLd(data),
    body: `<h1>${escapeHtml(heading)}</h1>\n${tiles(all)}\n<p><a href="/article">How we make tea</a></p>`,
  })
}

function article(): string {
  const data = { '@context': 'https://schema.org', '@type': 'Article', headline: 'How we make tea' }
  const text =
    'Pour water of 70 °C over two spoons of leaves and wait two minutes. A tin for 12,50 € lasts a month.'
  return layout({
    shop: name,
    language,
    title: 'How we make tea',
    head: jsonLd(data),
    body: `<article><h1>How we make tea</h1><p>${text}</p></article>`,
  })
}
