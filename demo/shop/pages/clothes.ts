import { escapeHtml, jsonLd, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form } from './parts.ts'

/*
 * The shop where a person picks a size or a colour, and a script of the page's own then changes what it shows.
 */

const name = 'Clothes demo shop'
const language = 'en'

export const clothesShop: Shop = {
  host: 'clothes.localhost',
  name,
  pages: {
    '': () => front(),
    'products/rain-jacket': ({ origin, parameters }) => jacketPage(origin, parameters.get('variant')),
    socks: () => pickedPage('Hiking Socks', sockSizes),
    jeans: () => pickedPage('Blue Jeans', { '32/30': '59,00 €', '32/34': '62,00 €' }),
    gloves: () => pickedPage('Wool Gloves', { '6–7': '19,00 €', '6–8': '21,00 €' }),
    boots: () => buttonsPage('Suede Boots', { '40': '120,00 €', '41': '125,00 €' }),
    scarf: ({ origin }) => pickedPage('Woven Scarf', scarfLengths, scarfData(origin)),
  },
}

/** As Shopify has them: one for each combination, prices in hundredths. */
const jackets = [
  { id: 41001, size: 'S', colour: 'Blue', price: 8900, sku: 'RAIN-S-BLUE' },
  { id: 41002, size: 'S', colour: 'Red', price: 8900, sku: 'RAIN-S-RED' },
  { id: 41003, size: 'L', colour: 'Blue', price: 9900, sku: 'RAIN-L-BLUE' },
  { id: 41004, size: 'L', colour: 'Red', price: 10450, sku: 'RAIN-L-RED' },
] as const

const sockSizes = { Medium: '12,00 €', Large: '13,50 €' }
const scarfLengths = { Short: '29,00 €', Long: '41,00 €' }

function front(): string {
  const links = ['products/rain-jacket', 'socks', 'scarf'].map(page => `<li><a href="/${page}">${page}</a>`)
  return layout({
    shop: name,
    language,
    title: 'Welcome',
    body: `<h1>Clothes</h1><ul>${links.join('')}</ul>`,
  })
}

/** A page as Shopify's themes make it: markup and data of every variant, and the choice in the address and the form. */
function jacketPage(origin: string, id: string | null): string {
  const chosen = jackets.find(each => String(each.id) === id) ?? jackets[0]
  const address = `${origin}/products/rain-jacket`
  const variants = jackets.map(({ id: variant, size, colour, price, sku }) => ({
    ...{ id: variant, price, sku },
    ...{ name: `Rain Jacket - ${size} / ${colour}`, public_title: `${size} / ${colour}` },
  }))
  const meta = { product: { id: 7001, vendor: 'Northwall', type: 'Jackets', variants } }
  const head = `<link rel="canonical" href="${address}">
<script id="shopify-features" type="application/json">{}</script>
<script>var Shopify = {}; Shopify.currency = {"active":"EUR","rate":"1.0"};
window.ShopifyAnalytics = {}; window.ShopifyAnalytics.meta = {};
var meta = ${JSON.stringify(meta)};
for (var each in meta) window.ShopifyAnalytics.meta[each] = meta[each];</script>
${jsonLd({
  '@context': 'https://schema.org/',
  '@type': 'Product',
  name: 'Rain Jacket',
  url: address,
  offers: jackets.map(({ id: variant, price, sku }) => ({
    '@type': 'Offer',
    ...{ sku, price: price / 100, priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
    url: `${address}?variant=${variant}`,
  })),
})}`
  const body = `<div class="product"><div></div><div>
<h1>Rain Jacket</h1>
<p><span class="price">${euros(chosen.price)}</span></p>
<form action="/cart/add" method="post"><input type="hidden" name="id" value="${chosen.id}">
${radios('size', ['S', 'L'], chosen.size)}
${radios('colour', ['Blue', 'Red'], chosen.colour)}
<button>Add to cart</button></form>
</div></div>
<script>
document.querySelector('form').addEventListener('change', ({ currentTarget: form }) => {
  const { size, colour } = Object.fromEntries(new FormData(form))
  const { id, price } = meta.product.variants.find(each => each.public_title === size + ' / ' + colour)
  form.elements.id.value = id
  document.querySelector('.price').textContent = (price / 100).toFixed(2).replace('.', ',') + ' €'
  history.replaceState(null, '', '?variant=' + id)
})
</script>`
  return layout({ shop: name, language, title: 'Rain Jacket', head, body })
}

const euros = (hundredths: number): string => `${(hundredths / 100).toFixed(2).replace('.', ',')} €`

function radios(field: string, values: readonly string[], chosen: string): string {
  const all = values.map(
    value =>
      `<label><input type="radio" name="${field}" value="${value}"${value === chosen ? ' checked' : ''}> ${value}</label>`,
  )
  return `<fieldset><legend>${field}</legend>${all.join(' ')}</fieldset>`
}

/** A page that tells its choice nowhere but in a select and in the price that it shows. */
function pickedPage(title: string, choices: Readonly<Record<string, string>>, head = ''): string {
  const [first = ''] = Object.values(choices)
  const options = Object.entries(choices).map(
    ([choice, price]) => `<option data-price="${escapeHtml(price)}">${choice}</option>`,
  )
  const body = `<div class="product"><div></div><div>
<h1>${title}</h1>
<p><span class="price">${escapeHtml(first)}</span></p>
${form(`<label>Size <select name="size">${options.join('')}</select></label> `)}
</div></div>
<script>
document.querySelector('select').addEventListener('change', ({ target }) => {
  document.querySelector('.price').textContent = target.selectedOptions[0].dataset.price
})
</script>`
  return layout({ shop: name, language, title, head, body })
}

/** The markup names the first choice's price, whatever is picked later. */
function scarfData(origin: string): string {
  return jsonLd({
    ...{ '@context': 'https://schema.org', '@type': 'Product', name: 'Woven Scarf' },
    ...{ sku: 'SCARF', url: `${origin}/scarf` },
    offers: { '@type': 'Offer', price: '29.00', priceCurrency: 'EUR' },
  })
}

/** The picker is buttons outside any form, as single-page shops have it. */
function buttonsPage(title: string, choices: Readonly<Record<string, string>>): string {
  const [first = ''] = Object.values(choices)
  const buttons = Object.entries(choices).map(
    ([choice, price], at) =>
      `<button type="button" role="radio" aria-checked="${at === 0}" data-price="${escapeHtml(price)}">${choice}</button>`,
  )
  const body = `<h1>${title}</h1>
<p><span class="price">${escapeHtml(first)}</span></p>
<div role="radiogroup" aria-label="Size">${buttons.join('')}</div>
<button>Add to cart</button>
<script>
for (const button of document.querySelectorAll('[role=radio]')) button.addEventListener('click', () => {
  for (const each of document.querySelectorAll('[role=radio]')) each.ariaChecked = each === button
  document.querySelector('.price').textContent = button.dataset.price
})
</script>`
  return layout({ shop: name, language, title, body })
}
