import type { Product } from '../product/product.ts'
import type { CartLine, LineKey, Written } from './cart-view.ts'
import { kind } from './entries.ts'
import { fieldValues, newest } from './fields.ts'
import { type Held, lineState } from './line-state.ts'

const correctionKinds: ReadonlySet<number> = new Set([kind.title, kind.price, kind.picture, kind.variant])

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
    product: correctedProduct(product.value, held),
    quantity,
    bought,
    shares,
    ...notesOf(held),
    keptAfterRemove: newest(held, kind.notice) !== undefined,
    addedAt: product.at,
  }
  return { inView: true, line }
}

/** The product as captured, with what members corrected; a correction to null takes the field away. */
function correctedProduct(captured: Product, held: readonly Held[]): Product {
  if (!held.some(({ entry: [of] }) => correctionKinds.has(of))) return captured
  const { price: _price, image: _image, variant: _variant, ...rest } = captured
  const price = corrected(newest(held, kind.price), captured.price)
  const image = corrected(newest(held, kind.picture), captured.image)
  const variant = corrected(newest(held, kind.variant), captured.variant)
  return {
    ...rest,
    title: newest(held, kind.title)?.value ?? captured.title,
    ...(price && { price }),
    ...(image && { image }),
    ...(variant && { variant }),
  }
}

function corrected<T>(correction: Written<T | null> | undefined, captured: T | undefined): T | undefined {
  return correction ? (correction.value ?? undefined) : captured
}

function notesOf(held: readonly Held[]): Pick<CartLine, 'note' | 'otherNotes'> {
  const [note, ...others] = fieldValues(held, kind.note)
  if (!note) return { otherNotes: [] }
  return { note, otherNotes: others.filter(other => other.value !== note.value).slice(0, mostOtherNotes) }
}
