import type { Product } from '../../product/product.ts'
import type { LineKey } from '../cart-view.ts'
import { type Entry, kind } from '../entries.ts'
import { newest } from '../fields.ts'
import { lineState } from '../line-state.ts'
import type { Replica } from '../replica.ts'
import { apply, everything, newId, nextTime, observeLine } from './change.ts'
import { requireQuantity, requireRoom } from './require.ts'

/**
 * Adds n units of a product, as a new line or to the line that is there. Throws 'quantity-limit' and 'cart-full'.
 */
export function addProduct(replica: Replica, key: LineKey, n: number, product: Product): void {
  requireQuantity(n)
  const line = observeLine(replica.doc, key)
  const { quantity } = lineState(line.entries)
  requireQuantity(quantity + n)
  if (quantity === 0) requireRoom(replica.doc, 1)
  const ts = nextTime(replica, line)
  const fields: Entry[] = []
  if (quantity === 0 || !newest(line.entries, kind.product)) fields.push([kind.product, key, product, ts])
  // Units that survived a remove lost their product; this brings it back as repair would, and says why they are there.
  if (quantity > 0 && fields.length > 0) fields.push([kind.notice, key, 'kept', ts])
  apply(replica, {
    remove: quantity === 0 ? everything(line) : [],
    insert: [...fields, [kind.units, key, newId(), n]],
  })
}
