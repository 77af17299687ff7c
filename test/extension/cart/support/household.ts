import * as Y from 'yjs'
import type { CartLine, CartView, LineKey } from '../../../../extension/cart/cart-view.ts'
import { addProduct } from '../../../../extension/cart/operations/add.ts'
import type { LineProduct } from '../../../../extension/cart/removed-line.ts'
import type { Replica } from '../../../../extension/cart/replica.ts'
import { cartView } from '../../../../extension/cart/view.ts'
import type { Product } from '../../../../extension/product/product.ts'

export const tea: LineKey = 'tea-------------------'
export const rice: LineKey = 'rice------------------'
export const soap: LineKey = 'soap------------------'

export function productOf(key: LineKey): Product {
  return { title: key.replace(/-+$/, ''), price: { amount: 250, currency: 'EUR' } }
}

/** What a device remembers of the line when it is gone. */
export function knownOf(key: LineKey): LineProduct {
  return { product: productOf(key) }
}

/** A replica whose clock ticks at every look. */
export function replica(name: string, doc = new Y.Doc()): Replica {
  let time = 1_000
  return { doc, device: name.padEnd(8, '-'), now: () => time++ }
}

export interface Household {
  readonly alice: Replica
  readonly bob: Replica
  readonly carol: Replica
}

/** Three members who all hold what `begin` left. */
export function household(begin: (members: Household) => void = () => {}): Household {
  const members = { alice: replica('alice'), bob: replica('bob'), carol: replica('carol') }
  begin(members)
  meet(members)
  return members
}

/** What a doc knows that another lacks, brought over. */
export function deliver(from: Replica, to: Replica): void {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
}

/** Everybody syncs with everybody. */
export function meet({ alice, bob, carol }: Household): void {
  for (const [from, to] of permutations([alice, bob, carol])) if (from && to) deliver(from, to)
  for (const [from, to] of permutations([alice, bob, carol])) if (from && to) deliver(from, to)
}

/**
 * The carts that come out when the members' states meet: in each member's own order, and on fresh replicas in every
 * order. All are the same, or the merge is broken; a test says so by comparing them.
 */
export function mergedViews(members: Household): CartView[] {
  const updates = Object.values(members).map(({ doc }) => Y.encodeStateAsUpdate(doc))
  const fresh = permutations(updates).map(order => {
    const doc = new Y.Doc()
    for (const update of order) Y.applyUpdate(doc, update)
    return cartView(doc)
  })
  meet(members)
  return [...Object.values(members).map(({ doc }) => cartView(doc)), ...fresh]
}

export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) =>
    permutations(items.filter((_, other) => other !== at)).map(rest => [item, ...rest]),
  )
}

export function lineOf({ doc }: Replica, key: LineKey): CartLine | undefined {
  return cartView(doc).lines.find(line => line.key === key)
}

export function quantityOf(member: Replica, key: LineKey): number {
  return lineOf(member, key)?.quantity ?? 0
}

/** Shares of a line by the member's short name. */
export function sharesOf(line: CartLine | undefined): Record<string, number> {
  const pairs = (line?.shares ?? []).map(({ device, quantity }) => [device.replace(/-+$/, ''), quantity])
  return Object.fromEntries(pairs)
}

export function add(member: Replica, key: LineKey, n: number): void {
  addProduct(member, key, n, productOf(key))
}
