import { limits } from '../../extension/limits.ts'
import type { Edit } from '../../extension/messages/popup-surface.ts'
import type { Money } from '../../extension/product/money.ts'
import type { Product } from '../../extension/product/product.ts'
import { readTypedPrice, typedAmount } from '../parts/typed-price.ts'
import { webAddress } from '../parts/web-address.ts'

/** The fields of a product's form, as typed. An empty one says that the product has none. */
export type ProductFields = {
  readonly title: string
  readonly price: string
  /** Of the price and of what it cost before; empty while nobody has said which it is. */
  readonly currency: string
  readonly listPrice: string
  readonly availability: string
  readonly image: string
  readonly variant: string
  readonly note: string
}

/** The fields that cannot be read. */
export type FieldProblem = 'title' | 'price' | 'currency' | 'listPrice' | 'image'

export interface FormReading {
  readonly problems: ReadonlySet<FieldProblem>
  /** What has to be changed; counts only while there are no problems. */
  readonly edits: readonly Edit[]
}

/** What the form is about: the product as it shows, and what else of it can be edited. */
export interface EditedProduct {
  readonly product: Product
  /** The price, while it is open which of the currencies with its symbol is meant; `product` has none then. */
  readonly openPrice?: Money | undefined
  /** Absent where there is no line that could have one. */
  readonly note?: string
}

/** The form before anything is typed; `currency` where the product has none. */
export function fieldsOf(
  { product, openPrice, note = '' }: EditedProduct,
  currency: string,
  language: string,
): ProductFields {
  const { title, listPrice, availability = '', image = '', variant = '' } = product
  const price = product.price ?? openPrice
  return {
    ...{ title, availability, image, variant, note },
    price: price ? typedAmount(price, language) : '',
    listPrice: listPrice ? typedAmount(listPrice, language) : '',
    currency: product.price?.currency ?? (openPrice ? '' : (listPrice?.currency ?? currency)),
  }
}

/**
 * What of the form has to be changed so that the product is as it says. Nothing for what nobody typed in, nor for what
 * is the same, so that another member's change to another field is not undone.
 */
export function readProductForm(
  edited: EditedProduct,
  typed: Partial<ProductFields>,
  fields: ProductFields,
  language: string,
): FormReading {
  const problems = new Set<FieldProblem>()
  const { product, note = '' } = edited
  const edits = [
    ...titleEdit(product, typed.title, problems),
    ...moneyEdits(product, typed, fields, language, problems),
    ...imageEdit(product, typed.image, problems),
  ]
  const { availability, variant } = typed
  if (availability !== undefined && availability !== (product.availability ?? '')) {
    const value = availability === 'InStock' || availability === 'OutOfStock' ? availability : null
    edits.push({ field: 'availability', value })
  }
  if (variant !== undefined && variant.trim() !== (product.variant ?? '')) {
    edits.push({ field: 'variant', value: variant.trim() })
  }
  if (typed.note !== undefined && typed.note.trim() !== note) {
    edits.push({ field: 'note', value: typed.note.trim() })
  }
  return { problems, edits }
}

type Problems = Set<FieldProblem>

function titleEdit(product: Product, typed: string | undefined, problems: Problems): Edit[] {
  const title = typed?.trim()
  if (title === '') problems.add('title')
  return title === undefined || title === product.title ? [] : [{ field: 'title', value: title }]
}

function imageEdit(product: Product, typed: string | undefined, problems: Problems): Edit[] {
  const image = typed?.trim()
  if (image === undefined || image === (product.image ?? '')) return []
  if (image === '') return [{ field: 'image', value: null }]
  const address = image.length <= limits.url ? webAddress(image) : undefined
  if (!address) problems.add('image')
  return address ? [{ field: 'image', value: address }] : []
}

/** Another currency is one of both amounts. */
function moneyEdits(
  product: Product,
  typed: Partial<ProductFields>,
  fields: ProductFields,
  language: string,
  problems: Problems,
): Edit[] {
  return (['price', 'listPrice'] as const).flatMap((field): Edit[] => {
    if (typed[field] === undefined && (typed.currency === undefined || fields[field] === '')) return []
    const read = readTypedPrice(fields[field], fields.currency, language)
    if (read.kind === 'unreadable') problems.add(field)
    if (read.kind === 'price' && read.money.currency === '') problems.add('currency')
    const value = read.kind === 'price' ? read.money : null
    return sameMoney(value, product[field] ?? null) ? [] : [{ field, value }]
  })
}

export function sameMoney(a: Money | null, b: Money | null): boolean {
  return a?.amount === b?.amount && a?.currency === b?.currency
}
