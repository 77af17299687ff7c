import type * as Y from 'yjs'
import { limits } from '../../limits.ts'
import { UserError } from '../../user-error.ts'
import { CartEntries } from '../cart-entries.ts'
import type { LineKey } from '../cart-view.ts'
import { kind } from '../entries.ts'
import { type LineState, lineState } from '../line-state.ts'
import { deviceArrays } from '../replica.ts'
import type { ObservedLine } from './change.ts'

/** The line's state. Throws 'line-gone' if nobody wants a unit of it any more. */
export function requireInView({ entries }: ObservedLine): LineState {
  const state = lineState(entries)
  if (state.quantity < 1) throw new UserError('line-gone')
  return state
}

/** Throws 'quantity-limit' for what no line may hold. */
export function requireQuantity(quantity: number): void {
  if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError(`Not a number of units: ${quantity}`)
  if (quantity > limits.quantity) throw new UserError('quantity-limit')
}

/** Throws 'cart-full' if the cart has no room for so many further lines. */
export function requireRoom(doc: Y.Doc, further: number): void {
  if (keysWithUnits(doc).size + further <= limits.lines) return
  if (linesInView(doc) + further > limits.lines) throw new UserError('cart-full')
}

/** Lines that may be in view: a cheap upper bound, because few carts are near the limit. */
function keysWithUnits(doc: Y.Doc): ReadonlySet<unknown> {
  const keys = new Set<unknown>()
  for (const array of deviceArrays(doc).values()) {
    array.forEach(raw => {
      if (Array.isArray(raw) && (raw[0] === kind.units || raw[0] === kind.set)) keys.add(raw[1])
    })
  }
  return keys
}

function linesInView(doc: Y.Doc): number {
  const entries = CartEntries.of(doc)
  return [...entries.keys()].filter((key: LineKey) => lineState(entries.line(key)).quantity > 0).length
}
