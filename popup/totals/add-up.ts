import type { CartLine, Totals } from '../../extension/cart/cart-view.ts'

/** Sums `unitsOf` each line at its price: one amount for each currency, and how many units have no price. */
export function addUp(lines: readonly CartLine[], unitsOf: (line: CartLine) => number): Totals {
  const amounts = new Map<string, number>()
  let unpriced = 0
  for (const line of lines) {
    const units = unitsOf(line)
    const { price } = line.product
    if (!price) unpriced += units
    else if (units > 0) amounts.set(price.currency, (amounts.get(price.currency) ?? 0) + price.amount * units)
  }
  const sorted = [...amounts].sort(([a], [b]) => (a < b ? -1 : 1))
  return { amounts: sorted.map(([currency, amount]) => ({ amount, currency })), unpriced }
}

export const wanted = (line: CartLine): number => line.quantity
export const leftToBuy = (line: CartLine): number => line.quantity - line.bought
