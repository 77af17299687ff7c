import { escapeHtml, jsonLd, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'

/*
 * The shop whose pages are about no product that has a price of its own, and say so to hardly any machine: prices stand on
 * all of them, and buttons that buy on most.
 */

const name = 'Market demo shop'
const language = 'en'

const wools = [
  { title: 'Merino Yarn', shown: '9,80 €' },
  { title: 'Alpaca Yarn', shown: '14,20 €' },
  { title: 'Sock Yarn', shown: '7,50 €' },
  { title: 'Mohair Yarn', shown: '11,90 €' },
]

export const marketShop: Shop = {
  host: 'market.localhost',
  name,
  pages: {
    'collections/yarns': () => page('Yarns', `<h1>Yarns</h1>${sorting}${list('Add to cart')}`),
    search: ({ parameters }) => {
      const asked = escapeHtml(parameters.get('q') ?? '')
      return page(`Results for ${asked}`, `<h1>4 results for “${asked}”</h1>${sorting}${list('Add to cart')}`)
    },
    cart: () => page('Your cart', cart),
    'blog/how-to-wash-wool': () => page('How to wash wool', article),
    'item/brass-mantel-clock': () => page('Brass Mantel Clock', auction, auctionData),
    'auctions/pewter-jug': () => page('Pewter Jug', endedWithBids),
    'products/loom-made-to-order': () => page('Loom, Made to Order', madeToOrder),
  },
}

const page = (title: string, body: string, head = ''): string =>
  layout({ shop: name, language, title, head, body })

const sorting =
  '<label>Sort by <select name="sort"><option>Price<option>Name</select></label><p>12,00 € off your first order over 60,00 €</p>'

function list(button: string): string {
  const items = wools.map(
    ({ title, shown }, at) =>
      `<li class="product-tile"><h3><a href="/yarn-${at}">${title}</a></h3><span class="price">${shown}</span> <button>${button}</button></li>`,
  )
  return `<ul class="tiles">${items.join('\n')}</ul>`
}

const cart = `<h1>Your cart</h1>
<table class="cart-items">${wools
  .slice(0, 2)
  .map(
    ({ title, shown }) =>
      `<tr><td>${title}</td><td><input type="number" name="quantity" value="1"></td><td class="price">${shown}</td></tr>`,
  )
  .join('\n')}</table>
<p class="total">Total <span class="price">24,00 €</span></p>
<form action="/checkout"><button>Go to checkout</button></form>
<section><h2>You may also like</h2>${list('Add to cart')}</section>`

const article = `<article><h1>How to wash wool</h1>
<p>Cold water and patience. A bottle of wool soap costs about <span class="price">6,90 €</span> and lasts a year.</p>
<p>Whoever washes often can <a class="button" href="/wool-soap">buy now</a> what lasts longer, for 19,90 €.</p>
<p>Never wring it; roll it in a towel and lay it flat.</p></article>`

/** What the shop thinks is like it. */
function similar(list: readonly { readonly title: string; readonly shown: string }[]): string {
  const items = list.map(
    ({ title, shown }, at) =>
      `<li><a href="/similar-${at}"><span>${title}</span> <span class="price">${shown}</span></a></li>`,
  )
  return `<section class="similar-items"><h2>Similar items</h2><ul class="tiles">${items.join('')}</ul></section>`
}

const auction = `<h1>Brass Mantel Clock</h1>
<p class="status">This auction has ended.</p>
<p>It was in good order, and chimed on the hour.</p>
${similar([
  { title: 'Oak Clock', shown: '85,00 €' },
  { title: 'Wall Clock', shown: '40,00 €' },
])}`

const auctionData = jsonLd({
  ...{ '@context': 'https://schema.org', '@type': 'Product', name: 'Brass Mantel Clock' },
  offers: { '@type': 'Offer', availability: 'https://schema.org/SoldOut' },
})

const madeToOrder = `<h1>Loom, Made to Order</h1>
<p>Price on request</p>
<form action="/"><button>Add to cart</button></form>
${similar(wools)}`

const endedWithBids = `<h1>Pewter Jug</h1>
<p class="status">This auction has ended.</p>
<section class="similar-items"><h2>Similar items</h2>
<ul class="tiles"><li><a href="/auctions/oak-clock">Oak Clock</a> <span class="price">85,00 €</span> <button>Place bid</button></li>
<li><a href="/auctions/wall-clock">Wall Clock</a> <span class="price">40,00 €</span> <button>Place bid</button></li></ul></section>`
