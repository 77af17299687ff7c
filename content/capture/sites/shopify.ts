import type { Candidate } from '../candidate.ts'
import { attributeOf } from '../dom.ts'
import type { PageContext } from '../page-context.ts'
import { allIn, type PageTree } from '../page-tree.ts'
import { scriptTexts } from '../script-texts.ts'
import { valueAfter } from '../script-values.ts'
import { attributeIn, hasAny, type SiteRules } from './site-rules.ts'

/*
 * Shopify: every storefront's pages carry "ShopifyAnalytics.meta" with the product and its variants, prices in the
 * currency's hundredths; themes often add the product as JSON, with availability and the price before a discount.
 */

interface Variant {
  readonly id?: unknown
  readonly price?: unknown
  readonly compare_at_price?: unknown
  readonly sku?: unknown
  readonly barcode?: unknown
  readonly available?: unknown
  readonly public_title?: unknown
  readonly title?: unknown
  readonly name?: unknown
}
interface ShopifyProduct {
  readonly id?: unknown
  readonly vendor?: unknown
  readonly title?: unknown
  readonly variants?: unknown
}

export const shopify: SiteRules = {
  name: 'shopify',
  mark: 'link[href*="cdn.shopify.com"],script[src*="cdn.shopify.com"],script[src*="/cdn/shop/"],link[href*="/cdn/shop/"],#shopify-features',
  path: /\/products\/[^/]+/,
  isProduct: page => hasAny(page, 'form[action*="/cart/add"]') || productOf(page) !== undefined,
  // Themes are free to name things; these are the names in Shopify's own themes and in what was made from them.
  places: {
    title:
      '.product__title h1 | h1.product__title | h1.product-single__title | h1.product-title | h1.product-meta__title | h1.ProductMeta__Title',
  },
  ids: page => {
    const product = productOf(page)
    const chosen = product && chosenVariant(page, product)
    const variant = chosen?.id ?? page.address.searchParams.get('variant') ?? idInForm(page)
    return { ...idOf('product', product?.id), ...idOf('variant', variant) }
  },
  read: readVariant,
}

const idOf = (name: 'product' | 'variant', id: unknown): Partial<Record<'product' | 'variant', string>> =>
  typeof id === 'number' || (typeof id === 'string' && /^\d+$/.test(id)) ? { [name]: String(id) } : {}

function readVariant(page: PageContext): Candidate[] {
  const product = productOf(page)
  if (!product) return []
  const candidates: Candidate[] = []
  const add = (
    field: 'brand' | 'sku' | 'gtin' | 'variant' | 'availability',
    value: unknown,
    confidence: number,
  ) => {
    if (typeof value === 'string' && value.trim()) candidates.push({ field, value, confidence })
  }
  add('brand', product.vendor, 0.6)
  const variant = chosenVariant(page, product)
  if (!variant) return candidates
  const currency = currencyOf(page)
  for (const [field, hundredths] of [
    ['price', variant.price],
    ['listPrice', variant.compare_at_price],
  ] as const)
    if (typeof hundredths === 'number' && Number.isInteger(hundredths) && hundredths > 0)
      candidates.push({
        field,
        value: {
          decimal: (hundredths / 100).toFixed(2),
          marked: currency !== undefined,
          ...(currency && { currency }),
        },
        confidence: 0.75,
      })
  add('sku', variant.sku, 0.82)
  add('gtin', variant.barcode, 0.8)
  const title = variant.public_title ?? variant.title
  if (title !== 'Default Title') add('variant', title, 0.75)
  if (typeof variant.available === 'boolean')
    add('availability', variant.available ? 'InStock' : 'OutOfStock', 0.8)
  return candidates
}

/** The currency that the visitor is shown, as Shopify's own script sets it. */
function currencyOf(page: PageContext): string | undefined {
  for (const text of scriptTexts(page, 'Shopify.currency')) {
    const active = /Shopify\.currency\s*=\s*\{"active":"([A-Z]{3})"/.exec(text)?.[1]
    if (active) return active
  }
  return undefined
}

/** The variant that the address names, else the one that the form would add, else the only one. */
function chosenVariant(page: PageContext, product: ShopifyProduct): Variant | undefined {
  const variants: Variant[] = Array.isArray(product.variants) ? product.variants : []
  const id = page.address.searchParams.get('variant') ?? idInForm(page)
  const named = variants.find(variant => id && String(variant?.id) === id)
  return named ?? (variants.length === 1 ? variants[0] : undefined)
}

function idInForm(page: PageContext): string | undefined {
  for (const field of allIn(page.tree, 'form[action*="/cart/add"] [name="id"]', 20)) {
    if (field instanceof HTMLInputElement && field.type === 'radio' && !field.checked) continue
    const value =
      field instanceof HTMLSelectElement || field instanceof HTMLInputElement
        ? field.value
        : attributeOf(field, 'value')
    if (/^\d+$/.test(value)) return value
  }
  return attributeIn(page, '[data-selected-variant-id]', 'data-selected-variant-id')
}

const known = new WeakMap<PageTree, { readonly product: ShopifyProduct | undefined }>()

function productOf(page: PageContext): ShopifyProduct | undefined {
  const before = known.get(page.tree)
  if (before) return before.product
  const product = themeProduct(page) ?? analyticsProduct(page)
  known.set(page.tree, { product })
  return product
}

/** The product as the theme wrote it: its handle must be the address's, other products' JSON may stand on the page too. */
function themeProduct(page: PageContext): ShopifyProduct | undefined {
  const handle = /\/products\/([^/]+)/.exec(page.address.pathname)?.[1]
  for (const text of scriptTexts(page, '"variants"')) {
    if (!/^\s*\{/.test(text) || !handle || !text.includes(`"handle":"${decodeURI(handle)}"`)) continue
    const data = valueAfter(text, /^\s*(?=\{)/)
    const product = isObject(data) && isObject(data.product) ? data.product : data
    if (isObject(product) && product.handle === decodeURI(handle) && isInCents(product)) return product
  }
  return undefined
}

/** Products of the storefront API have prices as objects or texts; those are left to the other methods. */
const isInCents = ({ variants }: ShopifyProduct): boolean =>
  Array.isArray(variants) && variants.every(variant => isObject(variant) && typeof variant.price === 'number')

function analyticsProduct(page: PageContext): ShopifyProduct | undefined {
  for (const text of scriptTexts(page, 'ShopifyAnalytics.meta')) {
    const meta = valueAfter(text, /\bvar meta\s*=\s*(?=\{)/)
    if (isObject(meta) && isObject(meta.product)) return meta.product
  }
  return undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
