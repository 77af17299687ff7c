import type { Product } from '../product/product.ts'
import type { LineKey, Share } from './cart-view.ts'
import type { Held } from './line-state.ts'
import { deriveLine } from './line-view.ts'

/** One removed line, whole: what `restoreLines` needs to put it back. */
export interface RemovedLine {
  key: LineKey
  /** With the corrections that members had made. */
  product: Product
  quantity: number
  bought: number
  shares: Share[]
  note?: string
}

/** What undo needs of the line that `held` are the entries of; undefined if nothing of it can be shown. */
export function removedLine(key: LineKey, held: readonly Held[]): RemovedLine | undefined {
  const { line } = deriveLine(key, held)
  if (!line) return undefined
  const { product, quantity, bought, shares, note } = line
  return { key, product, quantity, bought, shares: [...shares], ...(note && { note: note.value }) }
}
