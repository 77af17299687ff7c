import { type Goods, tools } from '../goods.ts'
import { escapeHtml, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form, tiles } from './parts.ts'

/* The shop that marks its pages up with microdata. */

const name = 'Tools demo shop'
const language = 'en-US'

export const toolShop: Shop = {
  host: 'tools.localhost',
  name,
  pages: {
    '': () => layout({ shop: name, language, title: 'Welcome', body: `<h1>Tools</h1>\n${tiles(tools)}` }),
    ...Object.fromEntries(tools.map(goods => [goods.page, () => toolPage(goods)])),
  },
}

function toolPage(goods: Goods): string {
  const others = tools.filter(({ page }) => page !== goods.page)
  return layout({
    shop: name,
    language,
    title: goods.title,
    body: `<div class="product" itemscope itemtype="https://schema.org/Product">
<img itemprop="image" src="/pictures/${goods.page}.svg" alt="">
<div>
<h1 itemprop="name">${escapeHtml(goods.title)}</h1>
<p itemprop="description">${escapeHtml(goods.text)}</p>
<p>Item <span itemprop="sku">${goods.sku}</span></p>
<p itemprop="offers" itemscope itemtype="https://schema.org/Offer">
<meta itemprop="priceCurrency" content="${goods.currency}">
<span class="price" itemprop="price" content="${goods.price}">${escapeHtml(goods.shown)}</span>
<link itemprop="availability" href="https://schema.org/InStock">
</p>
${form()}
</div>
</div>
<section class="related"><h2>Also bought</h2>${tiles(others)}</section>`,
  })
}
