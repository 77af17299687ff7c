import { plain } from '../goods.ts'
import { layout } from '../layout.ts'
import type { Shop } from '../shop.ts'
import { productBody, tiles } from './parts.ts'

/* The shop that tells machines nothing: only what a person sees. */

const name = 'Plain demo shop'
const language = 'de'

export const plainShop: Shop = {
  host: 'plain.localhost',
  name,
  pages: {
    '': () => layout({ shop: name, language, title: 'Welcome', body: `<h1>Things</h1>\n${tiles(plain)}` }),
    ...Object.fromEntries(
      plain.map(goods => [
        goods.page,
        () => {
          // What it cost before stands first, as shops like to have it.
          const body = productBody(goods, { beforePrice: '<del class="was">1.999,00 €</del>' })
          return layout({ shop: name, language, title: goods.title, body })
        },
      ]),
    ),
  },
}
