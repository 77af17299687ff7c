/*
 * Pages of the demo shop, by name, and what is right there, in whichever browser.
 */

const product = (title: string, amount: number, currency: string, more: object = {}) => ({
  kind: 'product',
  product: { title, price: { amount, currency }, availability: 'InStock', ...more },
})

export const hardPages = [
  ['iron-pan', 'a policy that lets nothing run', product('Iron Pan', 6400, 'EUR')],
  ['copper-pan', 'a sandboxed page without an origin', product('Copper Pan', 6400, 'EUR')],
  ['vase', 'a product in shadow roots', product('Ribbed Glass Vase', 3850, 'EUR')],
  [
    'coffee-pot',
    'Arabic, read from the right, with its own digits',
    product('دلة قهوة نحاسية', 124950, 'SAR', { listPrice: { amount: 149900, currency: 'SAR' } }),
  ],
  ['oil-jar', 'Hebrew', product('כד שמן מזכוכית', 24990, 'ILS')],
  ['iron-teapot', 'Japanese: ¥ is the yen', product('南部鉄器の急須', 12800, 'JPY')],
] as const

/** They show prices and buttons that buy. */
export const pagesWithoutProduct = [
  ['collections/yarns', 'a collection'],
  ['search?q=wool', 'results of a search'],
  ['cart', 'the shop’s own cart'],
  ['blog/how-to-wash-wool', 'an article that mentions a price'],
] as const

/** Their only prices are other products'. */
export const pagesWithoutPrice = [
  [
    'item/brass-mantel-clock',
    'an auction that has ended',
    { kind: 'product', product: { title: 'Brass Mantel Clock', availability: 'OutOfStock' } },
  ],
  [
    'products/loom-made-to-order',
    'a price on request',
    { kind: 'product', product: { title: 'Loom, Made to Order', availability: 'InStock' } },
  ],
] as const
