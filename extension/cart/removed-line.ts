import type { Product } from '../product/product.ts'
import type { CartLine, LineKey, Share } from './cart-view.ts'
import type { Corrections } from './corrections.ts'
import type { Held } from './line-state.ts'
import { deriveLine } from './line-view.ts'
import type { DatedSighting } from './sighting.ts'

/** What is known of a line besides its quantities: enough to show it again as it was. */
export interface LineProduct {
  /** As it was shown: with what was seen and corrected. */
  product: Product
  corrections?: Corrections
  /** As its page showed it last, where something is corrected. */
  said?: Product
  history?: DatedSighting[]
}

/** One removed line, whole: what `restoreLines` needs to put it back. */
export interface RemovedLine extends LineProduct {
  key: LineKey
  quantity: number
  bought: number
  shares: Share[]
  note?: string
}

/** What undo needs of the line that `held` are the entries of; undefined if nothing of it can be shown. */
export function removedLine(key: LineKey, held: readonly Held[]): RemovedLine | undefined {
  const { line } = deriveLine(key, held)
  if (!line) return undefined
  const { quantity, bought, shares, note } = line
  return {
    key,
    ...lineProduct(line),
    quantity,
    bought,
    shares: [...shares],
    ...(note && { note: note.value }),
  }
}

/** The part of a line that brings its product back. */
export function lineProduct({
  product,
  corrections,
  said,
  history,
}: Pick<CartLine, 'product' | 'corrections' | 'said' | 'history'>): LineProduct {
  return {
    product,
    ...(corrections && { corrections }),
    ...(said && { said }),
    ...(history && { history: [...history] }),
  }
}
