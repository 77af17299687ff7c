import { books, type Goods } from '../goods.ts'
import { escapeHtml, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { productBody, tiles } from './parts.ts'

/* The shop that only has meta elements. */

const name = 'Books demo shop'
const language = 'en'

export const bookShop: Shop = {
  host: 'books.localhost',
  name,
  pages: {
    '': () => layout({ shop: name, language, title: 'Welcome', body: `<h1>Books</h1>\n${tiles(books)}` }),
    ...Object.fromEntries(books.map(goods => [goods.page, ({ origin }) => bookPage(goods, origin)])),
  },
}

function bookPage(goods: Goods, origin: string): string {
  const metas = {
    'og:type': 'product',
    'og:title': goods.title,
    'og:site_name': name,
    'og:url': `${origin}/${goods.page}`,
    'og:image': `${origin}/pictures/${goods.page}.svg`,
    'product:price:amount': goods.price,
    'product:price:currency': goods.currency,
    'product:availability': 'in stock',
    'product:retailer_item_id': goods.sku,
  }
  const head = Object.entries(metas).map(
    ([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`,
  )
  return layout({ shop: name, language, title: goods.title, head: head.join('\n'), body: productBody(goods) })
}
