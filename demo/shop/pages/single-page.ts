import { jsonLd, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form } from './parts.ts'

/*
 * The shop that is one page: a click on a link fetches the next product, puts it in place of this one and changes the
 * address and the title. What the first page's head said to machines stays there.
 */

const name = 'Single-page demo shop'
const language = 'en'

const lamps = [
  { page: 'moon-lamp', title: 'Moon Lamp', price: '79.00', shown: '79,00 €', sku: 'MOON-1' },
  { page: 'sun-lamp', title: 'Sun Lamp', price: '115.00', shown: '115,00 €', sku: 'SUN-1' },
] as const

export const singlePageShop: Shop = {
  host: 'single-page.localhost',
  name,
  pages: {
    '': () => listPage('Welcome'),
    'all-lamps': () => listPage('All lamps'),
    ...Object.fromEntries(lamps.map(lamp => [lamp.page, ({ origin }) => lampPage(lamp, origin)])),
  },
}

function lampPage({ page, title, price, shown, sku }: (typeof lamps)[number], origin: string): string {
  const address = `${origin}/${page}`
  const picture = `${origin}/${page}.svg`
  const metas = {
    ...{ 'og:type': 'product', 'og:title': title, 'og:url': address, 'og:image': picture },
    ...{ 'product:price:amount': price, 'product:price:currency': 'EUR' },
  }
  const data = {
    ...{
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: title,
      sku,
      url: address,
      image: picture,
    },
    offers: { '@type': 'Offer', price, priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
  }
  const head = `<link rel="canonical" href="${address}">
${Object.entries(metas)
  .map(([property, content]) => `<meta property="${property}" content="${content}">`)
  .join('\n')}
${jsonLd(data)}
${script}`
  const body = `<h1>${title}</h1><p><span class="price">${shown}</span></p>${form()}${links}`
  return layout({ shop: name, language, title, head, body })
}

function listPage(heading: string): string {
  const items = lamps.map(
    ({ page, title, shown }) =>
      `<li class="tile"><a href="/${page}">${title}</a> <span class="price">${shown}</span></li>`,
  )
  const body = `<h1>${heading}</h1><ul class="tiles">${items.join('')}</ul>${links}`
  return layout({ shop: name, language, title: heading, head: script, body })
}

const links = `<p>${['all-lamps', ...lamps.map(({ page }) => page)]
  .map(page => `<a href="/${page}">To ${page}</a>`)
  .join(' ')}</p>`

/** Two pages that follow each other fast do not mix: the newest wins. */
const script = `<script>
let newest
async function show(address) {
  const asked = newest = {}
  const text = await (await fetch(address)).text()
  if (newest !== asked) return
  const next = new DOMParser().parseFromString(text, 'text/html')
  document.querySelector('main').replaceWith(next.querySelector('main'))
  document.title = next.title
}
addEventListener('click', event => {
  const link = event.target.closest('a')
  if (!link) return
  event.preventDefault()
  history.pushState(null, '', link.href)
  show(link.href)
})
addEventListener('popstate', () => show(location.href))
</script>`
