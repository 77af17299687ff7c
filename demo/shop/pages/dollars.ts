import { layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { form } from './parts.ts'

/* The shop that asks for dollars and does not say which. */

const name = 'Dollars demo shop'
const language = 'en'

const goods = { pencils: ['Box of Pencils', '$18.50'], ruler: ['Steel Ruler', '$7.25'] } as const

export const dollarShop: Shop = {
  host: 'dollars.localhost',
  name,
  pages: Object.fromEntries(
    Object.entries(goods).map(([page, [title, shown]]) => [
      page,
      () =>
        layout({
          ...{ shop: name, language, title },
          body: `<h1>${title}</h1><p><span class="price">${shown}</span></p>${form()}`,
        }),
    ]),
  ),
}
