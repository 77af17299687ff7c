import type { Source } from '../../extension/messages/popup-surface.ts'
import type { Money } from '../../extension/product/money.ts'
import type { Product } from '../../extension/product/product.ts'

/** The fields of a product that capture reads. */
export type Field = keyof Product

/** A value that a method read for a field: of a price and a list price an amount of money, of the others text. */
export interface Alternative {
  value: string | Money
  source: Source
  /** Between 0 and 1: how often such a find is right. */
  confidence: number
}

/**
 * What one reading of a page gives: plain JSON. `product.shop.domain` is the page's host; `sources` names for each
 * field the method whose value was taken. `none`: the page is not about one product.
 */
export type Captured =
  | {
      kind: 'product'
      product: Product
      sources: Partial<Record<Field, Source>>
      /** Distinct values for each field, the likeliest first, at most five: what a person may choose instead. */
      candidates: Partial<Record<Field, Alternative[]>>
      /** The price's symbol is one that several currencies share, and nothing decides: its currency is the likeliest. */
      openCurrency?: true
    }
  | { kind: 'none'; title?: string; url?: string }
