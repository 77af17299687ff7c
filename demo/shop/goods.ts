/** A thing that one of the demo shops sells. Made up, as all of these shops are. */
export interface Goods {
  /** The page's name, and its path. */
  readonly page: string
  readonly title: string
  readonly text: string
  /** In major units, as markup has it. */
  readonly price: string
  readonly currency: 'EUR' | 'USD' | 'JPY'
  /** As the page shows it. */
  readonly shown: string
  readonly sku: string
  /** Drawn on its picture, and the picture's colour. */
  readonly drawing: string
  readonly colour: string
}

export const teas: readonly Goods[] = [
  {
    page: 'tea',
    title: 'Spring Hill Green Tea',
    text: 'A mild green tea of the first picking, 100 g in a tin.',
    price: '12.50',
    currency: 'EUR',
    shown: '12,50 €',
    sku: 'TEA-100',
    drawing: '🍵',
    colour: '#cfe3c0',
  },
  {
    page: 'matcha',
    title: 'Morning Mist Matcha',
    text: 'Finely ground, 30 g. Sold at the price of its country.',
    price: '2400',
    currency: 'JPY',
    shown: '¥2,400',
    sku: 'TEA-030',
    drawing: '🌿',
    colour: '#b9d8a8',
  },
]

/** Sold in sizes: `?size=` chooses one. */
export const teapot = {
  page: 'teapot',
  title: 'Round Clay Teapot',
  text: 'A clay teapot with a strainer, in three sizes.',
  drawing: '🫖',
  colour: '#e5cdb8',
  sizes: [
    { size: 'Small', sku: 'POT-S', price: '29.00', shown: '29,00 €' },
    { size: 'Medium', sku: 'POT-M', price: '36.00', shown: '36,00 €' },
    { size: 'Large', sku: 'POT-L', price: '44.50', shown: '44,50 €' },
  ],
} as const

export const tools: readonly Goods[] = [
  {
    page: 'hammer',
    title: 'Claw Hammer 16 oz',
    text: 'Forged head, ash handle.',
    price: '24.90',
    currency: 'USD',
    shown: '$24.90',
    sku: 'HAM-16',
    drawing: '🔨',
    colour: '#d7dbe3',
  },
  {
    page: 'saw',
    title: 'Folding Pruning Saw',
    text: 'A curved blade that folds into its handle.',
    price: '1149.00',
    currency: 'USD',
    shown: 'US$ 1,149.00',
    sku: 'SAW-07',
    drawing: '🪚',
    colour: '#e3dcd0',
  },
]

export const books: readonly Goods[] = [
  {
    page: 'atlas',
    title: 'An Atlas of Small Harbours',
    text: 'Two hundred harbours in maps and drawings.',
    price: '48.00',
    currency: 'EUR',
    shown: '48,00 €',
    sku: 'BOOK-ATLAS',
    drawing: '🗺️',
    colour: '#c5d9e8',
  },
  {
    page: 'notebook',
    title: 'Dotted Notebook A5',
    text: 'Ninety-six pages that lie flat.',
    price: '980',
    currency: 'JPY',
    shown: '980 円',
    sku: 'BOOK-A5',
    drawing: '📓',
    colour: '#e8d5e0',
  },
]

export const plain: readonly Goods[] = [
  {
    page: 'lamp',
    title: 'Brass Reading Lamp',
    text: 'Turns and bends, with a linen shade.',
    price: '1234.50',
    currency: 'EUR',
    shown: '1.234,50 €',
    sku: 'LAMP-2',
    drawing: '💡',
    colour: '#f1e4b5',
  },
  {
    page: 'hamper',
    title: 'Willow Picnic Hamper',
    text: 'Woven by hand, with a lid on each side.',
    price: '59.00',
    currency: 'EUR',
    shown: 'EUR 59,00',
    sku: 'HAMP-1',
    drawing: '🧺',
    colour: '#ead9bd',
  },
]

/** Every picture there is: name without ".svg" -> what is drawn on which colour. */
export const pictures: ReadonlyMap<string, { drawing: string; colour: string }> = new Map(
  [...teas, teapot, ...tools, ...books, ...plain].map(({ page, drawing, colour }) => [
    page,
    { drawing, colour },
  ]),
)
