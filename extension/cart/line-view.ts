import type { Product } from '../product/product.ts'
import type { CartLine, LineKey, Written } from './cart-view.ts'
import { kind } from './entries.ts'
import { fieldValues, newest } from './fields.ts'
import { asLastSeen, historyOf } from './history.ts'
import { correctionsOf, withCorrections } from './line-corrections.ts'
import { type Held, lineState } from './line-state.ts'

/** Notes besides the one that shows; what is older is not shown, so that messages stay small. */
export const mostOtherNotes = 20

/** What the live entries of one line come to. */
export interface DerivedLine {
  readonly inView: boolean
  /**
   * The line as it shows. Absent also for a line in view whose product entry is gone, which happens between a merge
   * of "remove" with "+" and the repair: its units count and operations work on it, but nothing can be shown of it.
   */
  readonly line?: CartLine
}

export function deriveLine(key: LineKey, held: readonly Held[]): DerivedLine {
  const { quantity, bought, shares } = lineState(held)
  if (quantity < 1) return { inView: false }
  const product = newest(held, kind.product)
  if (!product) return { inView: true }
  const line: CartLine = {
    key,
    ...productOf(product, held),
    quantity,
    bought,
    shares,
    ...notesOf(held),
    keptAfterRemove: newest(held, kind.notice) !== undefined,
    addedAt: product.at,
  }
  return { inView: true, line }
}

/** The product as it shows, and what it is made of where that is more than what was read first. */
function productOf(
  read: Written<Product>,
  held: readonly Held[],
): Pick<CartLine, 'product' | 'corrections' | 'said' | 'history'> {
  const corrections = correctionsOf(held)
  const history = historyOf(read, held)
  const isHidden = corrections?.price || corrections?.availability
  const said = asLastSeen(read.value, history)
  return {
    product: withCorrections(said, corrections),
    ...(corrections && { corrections, said }),
    ...((history.length > 1 || isHidden) && { history }),
  }
}

function notesOf(held: readonly Held[]): Pick<CartLine, 'note' | 'otherNotes'> {
  const [note, ...others] = fieldValues(held, kind.note)
  if (!note) return { otherNotes: [] }
  return { note, otherNotes: others.filter(other => other.value !== note.value).slice(0, mostOtherNotes) }
}
