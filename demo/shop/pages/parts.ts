import type { Goods } from '../goods.ts'
import { escapeHtml } from '../layout.ts'

/** A product as a person sees it. `extra` is HTML: what stands before the price, and in the form that buys. */
export function productBody(
  goods: Pick<Goods, 'page' | 'title' | 'text' | 'shown'>,
  extra: { readonly beforePrice?: string; readonly form?: string } = {},
): string {
  return `<div class="product">
<img src="/pictures/${goods.page}.svg" alt="${escapeHtml(goods.title)}">
<div>
<h1>${escapeHtml(goods.title)}</h1>
<p>${escapeHtml(goods.text)}</p>
<p>${extra.beforePrice ?? ''}<span class="price">${escapeHtml(goods.shown)}</span></p>
${form(extra.form)}
</div>
</div>`
}

/** The shop's own way to buy, which a demo shop answers with its front page. */
export function form(fields = ''): string {
  return `<form action="/" method="get">${fields}<button>Add to cart</button></form>`
}

/** Several products, each a picture with its price, linking to its page. */
export function tiles(list: readonly Pick<Goods, 'page' | 'title' | 'shown'>[]): string {
  const items = list.map(
    ({ page, title, shown }) =>
      `<li class="tile"><a href="/${page}"><img src="/pictures/${page}.svg" alt=""> ${escapeHtml(title)}</a> <span class="price">${escapeHtml(shown)}</span></li>`,
  )
  return `<ul class="tiles">\n${items.join('\n')}\n</ul>`
}
