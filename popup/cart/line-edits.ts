import type { Edit } from '../../extension/messages/popup-surface.ts'
import type { Product } from '../../extension/product/product.ts'
import { readTypedPrice } from '../parts/typed-price.ts'

/** The fields of a line's form, as typed. */
export type DetailFields = {
  readonly title: string
  readonly price: string
  readonly currency: string
  readonly variant: string
}

/**
 * What has to be changed so that `product` is as the form says; nothing for what is the same, so that
 * another member's change to another field is not undone. Undefined while the form cannot be sent.
 */
export function editsFor(
  product: Product,
  fields: DetailFields,
  language: string,
): readonly Edit[] | undefined {
  const title = fields.title.trim()
  const price = readTypedPrice(fields.price, fields.currency, language)
  if (title === '' || price.kind === 'unreadable') return undefined
  const variant = fields.variant.trim()
  const edits: Edit[] = []
  if (title !== product.title) edits.push({ field: 'title', value: title })
  if (variant !== (product.variant ?? '')) edits.push({ field: 'variant', value: variant })
  const before = product.price
  if (price.kind === 'none') {
    if (before) edits.push({ field: 'price', value: null })
  } else if (before?.amount !== price.money.amount || before.currency !== price.money.currency) {
    edits.push({ field: 'price', value: price.money })
  }
  return edits
}
