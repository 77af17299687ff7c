import * as Y from 'yjs'
import { addProduct } from '../extension/cart/operations/add.ts'
import { tick } from '../extension/cart/operations/bought.ts'
import { clearBought } from '../extension/cart/operations/clear-bought.ts'
import { editNote } from '../extension/cart/operations/fields.ts'
import { addUnits, removeLine, takeUnits } from '../extension/cart/operations/quantity.ts'
import { sweep } from '../extension/cart/operations/sweep.ts'
import type { Replica } from '../extension/cart/replica.ts'
import { cartView } from '../extension/cart/view.ts'
import type { Product } from '../extension/product/product.ts'

/** Deterministic numbers in [0, 1) (mulberry32), so that every run measures the same cart. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A made-up product, as large as captured ones usually are. */
export function product(number: number): Product {
  return {
    title: `Product number ${number} with a title as shops write them`,
    url: `https://shop-${number % 12}.example/products/number-${number}?variant=${number * 7919}`,
    price: { amount: 100 + ((number * 37) % 9000), currency: 'EUR' },
    image: `https://cdn.shop-${number % 12}.example/images/${number}/large.jpg`,
    shop: { name: `Shop ${number % 12}`, domain: `shop-${number % 12}.example` },
  }
}

export function keyOf(number: number): string {
  return `line-${number}`.padEnd(22, '-')
}

/**
 * A household's year: four devices, 52 weeks, in each a few dozen adds, taps, notes and ticks at random devices which
 * are in step nine times out of ten; at its end what is bought is cleared. Returns one device's replica and how many
 * operations it took.
 */
export function householdYear(): { replica: Replica; operations: number } {
  const random = seeded(20_260_101)
  let now = Date.UTC(2026, 0, 1)
  const replicas = ['device-a', 'device-b', 'device-c', 'device-d'].map((device): Replica => {
    return { doc: new Y.Doc(), device, now: () => now }
  })
  let operations = 0
  let products = 0
  for (let week = 0; week < 52; week++) {
    for (let n = 0; n < 90; n++) {
      now += 60_000
      const replica = replicas[Math.floor(random() * replicas.length)]
      if (!replica) continue
      products += act(replica, random, products)
      operations += 1
      if (random() < 0.9) exchange(replicas)
    }
    exchange(replicas)
    const [first] = replicas
    if (!first) continue
    clearBought(first)
    sweep(first)
    exchange(replicas)
  }
  const [replica] = replicas
  if (!replica) throw new Error('The household has no device')
  return { replica, operations }
}

/** One thing a person does; answers how many new products it took. */
function act(replica: Replica, random: () => number, products: number): number {
  const lines = cartView(replica.doc).lines
  const line = lines[Math.floor(random() * lines.length)]
  const dice = random()
  if (!line || lines.length < 20 || dice < 0.3) {
    addProduct(replica, keyOf(products), 1, product(products))
    return 1
  }
  if (dice < 0.55) addUnits(replica, line.key, 1)
  else if (dice < 0.65) takeUnits(replica, line.key, 1)
  else if (dice < 0.7) editNote(replica, line.key, `note ${products}`)
  else if (dice < 0.97) tick(replica, line.key)
  else removeLine(replica, line.key)
  return 0
}

function exchange(replicas: readonly Replica[]): void {
  for (const from of replicas) {
    for (const to of replicas) {
      if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
    }
  }
}
