import { jsonLd, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'

/* The shop whose price and stock change: `?day=2` is the page as it is a day later. */

const name = 'House demo shop'
const language = 'en'

const days = [
  { price: '49.00', shown: '49,00 €', inStock: true },
  { price: '54.00', shown: '54,00 €', inStock: false },
  { price: '44.50', shown: '44,50 €', inStock: true },
] as const

export const houseShop: Shop = {
  host: 'house.localhost',
  name,
  pages: {
    '': () =>
      layout({
        shop: name,
        language,
        title: 'Welcome',
        body: '<h1>House</h1><p><a href="/kettle">Kettle</a>',
      }),
    kettle: ({ origin, parameters }) => kettlePage(origin, Number(parameters.get('day') ?? 1)),
  },
}

function kettlePage(origin: string, day: number): string {
  const today = days[day - 1] ?? days[0]
  const data = {
    ...{ '@context': 'https://schema.org', '@type': 'Product', name: 'Enamel Kettle', sku: 'KETTLE-2' },
    offers: {
      ...{ '@type': 'Offer', price: today.price, priceCurrency: 'EUR' },
      availability: `https://schema.org/${today.inStock ? 'InStock' : 'OutOfStock'}`,
    },
  }
  const button = today.inStock ? '<button>Add to cart</button>' : '<button disabled>Sold out</button>'
  return layout({
    shop: name,
    language,
    title: 'Enamel Kettle',
    head: `<link rel="canonical" href="${origin}/kettle">${jsonLd(data)}`,
    body: `<h1>Enamel Kettle</h1>
<p><span class="price">${today.shown}</span></p>
<form action="/" method="get">${button}</form>`,
  })
}
