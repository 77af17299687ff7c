import type { CartLine } from '../../extension/cart/cart-view.ts'
import { createCartLink } from '../../extension/invite/cart-link.ts'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import type { Product } from '../../extension/product/product.ts'

/* Invented people, shops and goods for tests and pictures. */

export const ownDevice = 'deviceMe'
export const benDevice = 'deviceBn'
export const cemDevice = 'deviceCm'

export const emptyHead: CartHead = {
  id: 'cart-0000000000A',
  members: [],
  device: ownDevice,
  shared: false,
  skipped: 0,
  carts: [{ id: 'cart-0000000000A', shared: false, people: [], saved: 'local' }],
}

export const sharedHead: CartHead = {
  ...emptyHead,
  name: 'Groceries & more',
  person: 'Ana Ruiz',
  shared: true,
  carts: [
    {
      id: 'cart-0000000000A',
      name: 'Groceries & more',
      shared: true,
      people: ['Ben', 'Cem Yıldız'],
      saved: 'saved',
    },
  ],
  members: [
    { device: ownDevice, person: 'Ana Ruiz', colour: '#2f6f4f' },
    { device: benDevice, person: 'Ben', colour: '#b4472e' },
    { device: cemDevice, person: 'Cem Yıldız', colour: '#3b5ba5' },
  ],
  network: {
    relays: [
      {
        url: 'wss://relay-one.example',
        state: 'connected',
        hasAll: true,
        answeredAt: Date.UTC(2026, 0, 10, 12, 30),
        holds: { events: 4, bytes: 12_340, devices: 3 },
      },
      {
        url: 'wss://relay-two.example',
        state: 'connected',
        hasAll: true,
        answeredAt: Date.UTC(2026, 0, 10, 12, 29),
        holds: { events: 1, bytes: 1_480, devices: 1 },
      },
      { url: 'wss://relay-three.example', state: 'failed', hasAll: false, problem: 'timed out' },
    ],
    peers: [benDevice],
    savedOn: 2,
    savedAt: Date.UTC(2026, 0, 10, 12, 30),
    waiting: 0,
  },
}

const tea = { name: 'Tea House', domain: 'tea.example' }
const tools = { name: 'Good Tools', domain: 'tools.example' }

export const greenTea: Product = {
  title: 'Sencha green tea, first harvest',
  url: 'https://tea.example/sencha',
  price: { amount: 1290, currency: 'EUR' },
  image: 'https://tea.example/sencha.png',
  shop: tea,
  variant: '100 g',
}

export const teapot: Product = {
  title: 'Cast iron teapot',
  url: 'https://tea.example/teapot',
  price: { amount: 4900, currency: 'EUR' },
  image: 'https://tea.example/teapot.png',
  shop: tea,
  variant: 'Black / 0.8 l',
}

export const hammer: Product = {
  title: 'Claw hammer with ash handle',
  url: 'https://tools.example/hammer',
  price: { amount: 2450, currency: 'USD' },
  image: 'https://tools.example/hammer.png',
  shop: tools,
}

export const bread: Product = { title: 'Sourdough from the market' }

/** The fake's line key of a product: 22 characters made of its address. */
export function productKey(product: Product): string {
  const id = (product.url ?? product.title).replace(/\W/g, '')
  return `${id}${product.variant?.replace(/\W/g, '') ?? ''}`.slice(-22).padStart(22, '_')
}

/** A line of `product`, one unit wanted by this device; `more` changes what the test is about. */
export function lineOf(product: Product, more: Partial<CartLine> = {}): CartLine {
  const quantity = more.quantity ?? 1
  return {
    key: productKey(product),
    product,
    quantity,
    bought: 0,
    shares: [{ device: ownDevice, quantity }],
    otherNotes: [],
    keptAfterRemove: false,
    addedAt: Date.UTC(2026, 0, 9),
    ...more,
  }
}

export const fullCart: readonly CartLine[] = [
  lineOf(greenTea, {
    quantity: 3,
    shares: [
      { device: ownDevice, quantity: 2 },
      { device: benDevice, quantity: 1 },
    ],
    note: { value: 'the one in the green tin', at: 2, device: ownDevice },
    otherNotes: [{ value: 'loose, not in bags', at: 1, device: benDevice }],
    addedAt: Date.UTC(2026, 0, 9, 4),
  }),
  lineOf(teapot, {
    shares: [{ device: benDevice, quantity: 1 }],
    keptAfterRemove: true,
    addedAt: Date.UTC(2026, 0, 9, 3),
  }),
  lineOf(hammer, {
    quantity: 2,
    bought: 1,
    shares: [{ device: cemDevice, quantity: 2 }],
    addedAt: Date.UTC(2026, 0, 9, 2),
  }),
  lineOf(bread, { bought: 1, addedAt: Date.UTC(2026, 0, 9, 1) }),
]

/** A real cart link; `guestPage` is where it points. */
export function sampleLink(guestPage = 'https://guest.example/cart'): Promise<string> {
  return createCartLink(
    { secret: new Uint8Array(32).fill(7), relays: ['wss://relay-one.example'] },
    guestPage,
  )
}
