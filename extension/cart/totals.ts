import type { Product } from '../product/product.ts'
import type { CartLine, Totals } from './cart-view.ts'

export type Shop = NonNullable<Product['shop']>

/** The lines of one shop, in the order of the cart, and what they cost. `shop` is absent for what was typed by hand. */
export interface ShopGroup {
  readonly shop?: Shop
  readonly lines: readonly CartLine[]
  readonly totals: Totals
}

/**
 * What the lines cost: one amount for each currency, never added across currencies. `unitsOf` says how many units of
 * a line to count, by default all. An amount beyond what a number holds exactly stays at that limit.
 */
export function totalsOf(
  lines: readonly CartLine[],
  unitsOf: (line: CartLine) => number = line => line.quantity,
): Totals {
  const sums = new Map<string, bigint>()
  let unpriced = 0
  for (const line of lines) {
    const { price } = line.product
    const units = unitsOf(line)
    if (!price) unpriced += units
    else if (units > 0) {
      const sum = sums.get(price.currency) ?? 0n
      sums.set(price.currency, sum + BigInt(price.amount) * BigInt(units))
    }
  }
  const amounts = [...sums].map(([currency, sum]) => ({ amount: safeAmount(sum), currency }))
  return { amounts: amounts.sort((a, b) => (a.currency < b.currency ? -1 : 1)), unpriced }
}

function safeAmount(sum: bigint): number {
  return sum > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(sum)
}

/** The lines by shop, shops in the order of their first line; lines without a shop last. */
export function groupByShop(lines: readonly CartLine[]): ShopGroup[] {
  const groups = new Map<string | undefined, { shop?: Shop; lines: CartLine[] }>()
  for (const line of lines) {
    const { shop } = line.product
    const group = groups.get(shop?.domain)
    if (group) group.lines.push(line)
    else groups.set(shop?.domain, { ...(shop && { shop }), lines: [line] })
  }
  const sorted = [...groups.values()].sort((a, b) => Number(!a.shop) - Number(!b.shop))
  return sorted.map(group => ({ ...group, totals: totalsOf(group.lines) }))
}
