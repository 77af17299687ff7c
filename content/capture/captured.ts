import type { Source } from '../../extension/messages/popup-surface.ts'
import type { Product } from '../../extension/product/product.ts'

/** The fields of a product that capture reads. */
export type Field = Exclude<keyof Product, 'platform'>

/**
 * What one reading of a page gives: plain JSON. `product.shop.domain` is the page's host; `sources` names for each
 * field the method whose value was taken. `none`: the page is not about one product.
 */
export type Captured =
  | { kind: 'product'; product: Product; sources: Partial<Record<Field, Source>> }
  | { kind: 'none'; title?: string; url?: string }
