import type { CartLine } from '../../extension/cart/cart-view.ts'

/** What a person did to a line that the subscription has not shown yet. */
export interface Assumption {
  /** Units asked for (or, negative, given up) by a request that is on its way. */
  readonly sent: number
  /** Units tapped since, to go with the next request. */
  readonly tapped: number
  readonly bought?: boolean
  readonly removed?: boolean
}

export const nothingAssumed: Assumption = { sent: 0, tapped: 0 }

export function isNothing({ sent, tapped, bought, removed }: Assumption): boolean {
  return sent === 0 && tapped === 0 && bought === undefined && removed === undefined
}

/** The subscription has spoken: only taps that were not sent yet stay. */
export function confirmed({ tapped }: Assumption): Assumption {
  return { sent: 0, tapped }
}

const shown = new WeakMap<CartLine, { readonly assumption: Assumption; readonly line: CartLine }>()

/** The line as it will look once the assumption comes true; undefined when it will be gone. */
export function assumed(line: CartLine, assumption: Assumption | undefined): CartLine | undefined {
  if (!assumption) return line
  const quantity = line.quantity + assumption.sent + assumption.tapped
  if (assumption.removed || quantity < 1) return undefined
  const before = shown.get(line)
  if (before?.assumption === assumption) return before.line
  const bought = assumption.bought === undefined ? line.bought : assumption.bought ? quantity : 0
  // The same object for the same assumption, so that an unchanged line is not rendered again.
  const result = { ...line, quantity, bought: Math.min(bought, quantity) }
  shown.set(line, { assumption, line: result })
  return result
}
