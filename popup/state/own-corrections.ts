import type { DeviceId } from '../../extension/cart/cart-view.ts'
import type { Corrections } from '../../extension/cart/corrections.ts'
import type { Edit } from '../../extension/messages/popup-surface.ts'
import type { Money } from '../../extension/product/money.ts'
import type { Product } from '../../extension/product/product.ts'

/*
 * Corrections of a product that is in no cart yet, in the form that a line has them: the same parts of the view show both,
 * and adding sends them along.
 */

/** `corrections` with `edits`; a field that is put back to what `read` says counts as corrected no more. */
export function withEdits(
  corrections: Corrections,
  edits: readonly Edit[],
  { read, device }: { readonly read: Product; readonly device: DeviceId },
): Corrections {
  const known = new Map<string, unknown>(Object.entries(corrections))
  for (const edit of edits) {
    if (edit.field === 'note') continue
    if (edit.field === 'asRead') known.delete(edit.value)
    else {
      // As a line has it: no variant is null.
      const value = edit.value === '' ? null : edit.value
      if (isSame(value, read[edit.field] ?? null)) known.delete(edit.field)
      else known.set(edit.field, { value, at: Date.now(), device })
    }
  }
  return Object.fromEntries(known) as Corrections
}

function isSame(a: string | Money | null, b: string | Money | null): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a?.amount === b?.amount && a?.currency === b?.currency
}

/** What `add` has to be given so that the line is corrected the same way. */
export function editsOf(corrections: Corrections): Edit[] {
  // An edit takes a variant away by the empty text.
  return Object.entries(corrections).map(
    ([field, { value }]) => ({ field, value: field === 'variant' ? (value ?? '') : value }) as Edit,
  )
}
