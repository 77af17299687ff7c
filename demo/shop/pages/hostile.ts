import { layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form } from './parts.ts'

/*
 * A page made to hurt whoever reads it. Were any of it to run, the document element would get data-harmed.
 */

const name = 'Hostile demo shop'
const language = 'en'
const harm = "document.documentElement.dataset.harmed='yes'"

/** What the product is called: markup, a bidi override and a null, all of it text. */
export const hostileTitle = `<img src=x onerror="${harm}">Tea & <b>biscuits</b>\u202egpj.\u0000exe`

export const hostileShop: Shop = {
  host: 'hostile.localhost',
  name,
  pages: {
    '': () =>
      layout({
        shop: name,
        language,
        title: 'Hostile',
        body: '<h1>Hostile</h1><ul><li><a href="/hostile">hostile</a><li><a href="/unusable">unusable</a></ul>',
      }),
    hostile: () => hostilePage(),
    unusable: () => unusablePage(),
  },
}

/** Has a title that can be used as text, and nothing else that can be used. */
function hostilePage(): string {
  const scripts = [
    script(JSON.stringify(product())),
    script(large()),
    script('{"@graph":'.repeat(20_000)),
    script('[1,,]}{'),
  ]
  const heading = hostileTitle.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace('\u0000', '')
  return layout({
    shop: name,
    language,
    title: heading,
    head: `<link rel="canonical" href="javascript:${harm}"><meta property="og:type" content="product">\n${scripts.join('\n')}`,
    body: `<img name="querySelectorAll"><img name="title"><form name="documentElement">
<input name="parentElement"><input name="getAttribute"><input name="textContent"></form>
<h1>${heading}</h1>
<a href="javascript:${harm}">details</a> <img src="data:text/html,<script>${harm}</script>" alt="tea">
<span class="price">1e308 €</span> <span class="price">-5,00 €</span>
${form('<input name="parentNode"><input name="querySelector">')}`,
  })
}

function product() {
  return {
    '@type': ['Product', 7, null],
    '@id': '#me',
    name: hostileTitle,
    image: [`javascript:${harm}`, { url: 'data:image/svg+xml,<svg onload="x"/>' }, 12, null, [[[]]]],
    url: `javascript:${harm}`,
    sku: { '@value': { deep: [] } },
    brand: { '@id': '#me' },
    isVariantOf: { '@id': '#me' },
    hasVariant: [{ '@id': '#me' }],
    gtin13: '1234567890123',
    offers: [
      { '@type': 'Offer', price: 1e308, priceCurrency: 'EUR', offers: { '@id': '#me' } },
      { price: '1e308', priceCurrency: 'EUR' },
      { price: -12.5, priceCurrency: 'EUR' },
      { price: 'NaN', priceCurrency: ['EUR', {}] },
      { price: { price: { price: 1 } }, priceCurrency: 'NOT A CURRENCY', availability: { '@id': '#me' } },
      '12 €',
      null,
    ],
  }
}

/** Two megabytes of things that are no product, nested and wide. */
function large(): string {
  const leaf = { '@type': 'PropertyValue', name: 'x'.repeat(200), value: [{ '@id': '#me' }] }
  return JSON.stringify({ '@type': 'Thing', additionalProperty: Array.from({ length: 7500 }, () => leaf) })
}

/** Looks like a product's page and has nothing that could name it. */
function unusablePage(): string {
  const head = `<meta property="og:type" content="product">${script('{"@type":"Product","name":"\\u202e\\u0000","offers":{"price":1e308}}')}`
  return `<!doctype html><html><head><title>\u200b</title>${head}</head><body><h1>&#8203;</h1>${form()}</body></html>`
}

const script = (text: string): string =>
  `<script type="application/ld+json">${text.replaceAll('</', '<\\/')}</script>`
