import type { Captured } from '../../content/capture/captured.ts'
import { minorToMajor } from '../../extension/product/decimal.ts'

/** What was read of one page, in the form corpora are scored in: the price a decimal in major units. */
export interface Prediction {
  readonly title: string
  readonly price?: string
  readonly currency?: string
  readonly image?: string
  readonly availability?: string
  readonly sku?: string
  readonly gtin?: string
}

/** Null stands for "no single product". */
export function asPrediction(captured: Captured): Prediction | null {
  if (captured.kind === 'none') return null
  const { title, price, image, availability, sku, gtin } = captured.product
  return {
    title,
    ...(price && { price: minorToMajor(price.amount, price.currency), currency: price.currency }),
    ...(image && { image }),
    ...(availability && { availability }),
    ...(sku && { sku }),
    ...(gtin && { gtin }),
  }
}
