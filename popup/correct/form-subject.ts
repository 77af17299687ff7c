import type { CorrectedField, Corrections } from '../../extension/cart/corrections.ts'
import type { Edit } from '../../extension/messages/popup-surface.ts'
import type { Product } from '../../extension/product/product.ts'
import type { Candidates } from './found-values.ts'
import type { EditedProduct } from './product-fields.ts'

/** What a product's form is about, and what becomes of what is typed there. */
export interface FormSubject extends EditedProduct {
  readonly corrections: Corrections | undefined
  /** What else capture read, where the product's page is in front. */
  readonly candidates: Candidates | undefined
  /** What the page says, as far as that is known. */
  readonly said: Partial<Product>
  save(edits: readonly Edit[]): Promise<void>
  /** Takes a correction back at once. */
  asRead(field: CorrectedField): Promise<void>
}
