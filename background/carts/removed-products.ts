import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { LineKey } from '../../extension/cart/cart-view.ts'
import { correctionsSchema } from '../../extension/cart/corrections.ts'
import type { LineProduct } from '../../extension/cart/removed-line.ts'
import { datedSightingSchema } from '../../extension/cart/sighting.ts'
import { productSchema } from '../../extension/product/product.ts'

/**
 * The products of lines that left the cart, with what was corrected and seen of them, for 30 days. A line that one member removed while another added to it
 * stays in the cart without its product entry; whoever still knows the product puts it back (cart-model: repair).
 */
export interface RemovedProducts {
  of(key: LineKey): LineProduct | undefined
  remember(products: ReadonlyMap<LineKey, LineProduct>): void
}

const keptMs = 30 * 24 * 60 * 60 * 1000
const keptAtMost = 500

const entriesSchema = v.array(
  v.object({
    key: v.string(),
    at: v.number(),
    product: productSchema,
    corrections: v.exactOptional(correctionsSchema),
    said: v.exactOptional(productSchema),
    history: v.exactOptional(v.array(datedSightingSchema)),
  }),
)
type Entries = v.InferOutput<typeof entriesSchema>

function pruned(entries: Entries, now: number): Entries {
  return entries.filter(({ at }) => now - at < keptMs).slice(-keptAtMost)
}

/** Reads what this device remembers of a cart. What cannot be read is reported; the memory then starts empty. */
export async function loadRemovedProducts(cart: CartId): Promise<RemovedProducts> {
  const item = storageItem('local', `removed-products:${cart}`, entriesSchema)
  const report = (error: unknown): void => console.error('Removed products:', error)
  let entries = (await item.get().catch(report)) ?? []
  return {
    of: key => entries.find(entry => entry.key === key),
    remember(products) {
      const now = Date.now()
      const added = [...products].map(([key, product]) => ({ ...product, key, at: now }))
      entries = pruned([...entries.filter(({ key }) => !products.has(key)), ...added], now)
      item.set(entries).catch(report)
    },
  }
}
