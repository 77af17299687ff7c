import type { CartLine } from '../../extension/cart/cart-view.ts'
import type { DatedSighting } from '../../extension/cart/sighting.ts'
import type { Money } from '../../extension/product/money.ts'

/** What is news of a line's price or stock. `at`: when a member first saw it, ms since 1970. */
export type LineChange =
  | { readonly kind: 'fall' | 'rise'; readonly before: Money; readonly at: number }
  /** The page that had a price shows none now. */
  | { readonly kind: 'no-price'; readonly at: number }
  /** `at` is absent where it never could be bought since it was added, or where a member says so. */
  | { readonly kind: 'sold-out'; readonly at?: number }
  | { readonly kind: 'in-stock'; readonly at: number }

/*
 * The rule, after what a person asks of a cart: "is this still what I decided on?"
 *
 * - A price is compared with the one before the last change, not with that of the day it was added: what fell by 5 and
 *   then rose by 2 rose. It is a change only within one currency; looks at a page without a price in between are passed over.
 * - A rise, a fall and "back in stock" are news for two weeks after a member first saw them. By then whoever looks into the
 *   cart has met them; the history keeps them.
 * - "Sold out" and "no price on the page" are no news but a state, and stay while it lasts.
 * - A field that a member corrected shows what the member says, so the page's changes to it are left to the history.
 * - What is all in the basket needs no decision: it has no marks.
 */
const newsMilliseconds = 14 * 24 * 60 * 60 * 1000

/** What the line shows of what changed on its page, at the time `now`. */
export function changesOf(line: CartLine, now: number): readonly LineChange[] {
  if (line.bought >= line.quantity) return []
  const { corrections, history = [] } = line
  const changes = [
    corrections?.price ? undefined : priceChange(history),
    corrections?.availability ? undefined : stockChange(history),
  ].filter(change => change !== undefined)
  const lasting = changes.filter(({ kind, at }) => isState(kind) || now - at < newsMilliseconds)
  const isSoldOut = line.product.availability === 'OutOfStock'
  if (!isSoldOut || lasting.some(({ kind }) => kind === 'sold-out')) return lasting
  return [...lasting, { kind: 'sold-out' }]
}

/** Whether `now` is less or more than `before`; undefined for what cannot be compared and for the same. */
export function compareMoney(before: Money, now: Money): 'fall' | 'rise' | undefined {
  if (before.currency !== now.currency || before.amount === now.amount) return undefined
  return now.amount < before.amount ? 'fall' : 'rise'
}

type Dated = LineChange & { readonly at: number }

function isState(kind: LineChange['kind']): boolean {
  return kind === 'sold-out' || kind === 'no-price'
}

function priceChange(history: readonly DatedSighting[]): Dated | undefined {
  const priced = history.flatMap(({ price, at }) => (price ? [{ price, at }] : []))
  const now = priced.at(-1)
  if (!now) return undefined
  const gone = history.slice(history.findLastIndex(({ price }) => price !== null) + 1)[0]
  if (gone) return { kind: 'no-price', at: gone.at }
  const last = priced.findLastIndex(({ price }) => !isSame(price, now.price))
  const before = priced[last]
  const since = priced[last + 1]
  const kind = before && compareMoney(before.price, now.price)
  return before && since && kind ? { kind, before: before.price, at: since.at } : undefined
}

function isSame(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency
}

function stockChange(history: readonly DatedSighting[]): Dated | undefined {
  const now = history.at(-1)?.availability
  const last = history.findLastIndex(({ availability }) => availability !== now)
  const since = history[last + 1]
  if (last < 0 || !since) return undefined
  if (now === 'OutOfStock') return { kind: 'sold-out', at: since.at }
  // "In stock" after a page that said nothing of its stock is no news.
  const wasOut = history[last]?.availability === 'OutOfStock'
  return now === 'InStock' && wasOut ? { kind: 'in-stock', at: since.at } : undefined
}
