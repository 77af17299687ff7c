import { escapeHtml, layout } from '../layout.ts'
import type { Shop } from '../shop.ts'

/* The shop in other scripts, read from the right where their readers do. Its pages tell machines nothing. */

const name = 'World demo shop'

interface Wares {
  readonly page: string
  readonly language: string
  readonly direction?: 'rtl'
  readonly title: string
  readonly before?: string
  readonly shown: string
  readonly buy: string
}

const wares: readonly Wares[] = [
  {
    page: 'coffee-pot',
    language: 'ar',
    direction: 'rtl',
    title: 'دلة قهوة نحاسية',
    before: '١٬٤٩٩٫٠٠ ر.س',
    shown: '١٬٢٤٩٫٥٠ ر.س',
    buy: 'أضف إلى السلة',
  },
  {
    page: 'oil-jar',
    language: 'he',
    direction: 'rtl',
    title: 'כד שמן מזכוכית',
    // The mark before it keeps the number's place in a line that is read from the right.
    shown: '\u200f249.90 ₪',
    buy: 'הוספה לסל',
  },
  {
    page: 'iron-teapot',
    language: 'ja',
    title: '南部鉄器の急須',
    shown: '¥12,800(税込)',
    buy: 'カートに入れる',
  },
]

export const languagesShop: Shop = {
  host: 'world.localhost',
  name,
  pages: Object.fromEntries(wares.map(each => [each.page, () => waresPage(each)])),
}

function waresPage({ language, direction, title, before, shown, buy }: Wares): string {
  const was = before ? `<del class="was">${before}</del> ` : ''
  return layout({
    ...{ shop: name, language, title },
    ...(direction && { direction }),
    body: `<h1>${title}</h1>
<p>${was}<span class="price">${escapeHtml(shown)}</span></p>
<form action="/" method="get"><button>${buy}</button></form>`,
  })
}
