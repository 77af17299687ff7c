import type { CorrectedField } from '../../extension/cart/corrections.ts'
import { limits } from '../../extension/limits.ts'
import type { CaptureOutcome, Source } from '../../extension/messages/popup-surface.ts'
import type { Money } from '../../extension/product/money.ts'
import type { Product } from '../../extension/product/product.ts'
import type { Text } from '../../ui/text/text.ts'
import { typedAmount } from '../parts/typed-price.ts'
import type { ProductFields } from './product-fields.ts'

export type Candidates = NonNullable<Extract<CaptureOutcome, { kind: 'product' }>['candidates']>

/** A value that capture read, ready to be taken. */
export interface FoundValue {
  /** As people read it. */
  readonly words: string
  /** What the form holds once it is taken. */
  readonly fields: Partial<ProductFields>
  readonly source: Source
}

/**
 * What capture read for a field, the likeliest first; nothing where it is only what the product has already. With
 * `open` the currency of amounts that have the same symbol is left as it is: taking one does not settle it.
 */
export function foundValues(
  field: CorrectedField,
  { product, candidates = {}, open }: { product: Product; candidates?: Candidates; open: Money | undefined },
  text: Text,
): readonly FoundValue[] {
  const taken = (candidates[field] ?? []).filter(({ value }) => fits(value))
  const found = taken.map(({ value, source }): FoundValue => {
    if (typeof value === 'string') return { words: value, fields: { [field]: value }, source }
    const isOpen = value.currency === open?.currency
    const amount = { [field]: typedAmount(value, text.language) }
    return isOpen
      ? { words: text.openMoney(value), fields: amount, source }
      : { words: text.money(value), fields: { ...amount, currency: value.currency }, source }
  })
  const unlike = taken.some(({ value }) => !isSame(value, product[field] ?? open))
  return unlike ? found : []
}

/** Of a text no more than a line can hold. */
function fits(value: string | Money): boolean {
  return typeof value !== 'string' || value.length <= limits.text
}

function isSame(a: string | Money, b: string | Money | undefined): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.amount === b?.amount && a.currency === b.currency
}

/** The form is as it would be with that value taken. */
export function isTaken({ fields }: FoundValue, form: ProductFields): boolean {
  return Object.entries(fields).every(([name, value]) => form[name as keyof ProductFields] === value)
}
