import { readPrice } from '../../../extension/product/price-text.ts'
import type { Candidate } from '../candidate.ts'
import { cleanText } from '../clean-text.ts'
import { all, attributeOf, closest, textOf } from '../dom.ts'
import { parseLooseJson } from '../loose-json.ts'
import type { PageContext } from '../page-context.ts'
import { allIn } from '../page-tree.ts'
import { markupPrice } from '../schema-offer.ts'
import { attributeIn, type SiteRules } from './site-rules.ts'

/*
 * WooCommerce: classes of its templates, which themes keep because its own scripts need them. A product with variations
 * carries all of them as JSON on its form, and a hidden field with the id of the chosen one.
 */

const summary =
  '.summary,.product-summary,.entry-summary,.product-info,.et_pb_wc_price,.elementor-widget-woocommerce-product-price,.wp-block-woocommerce-product-price'
const inSummary = (selector: string): string =>
  summary
    .split(',')
    .map(each => `${each} ${selector}`)
    .join()

export const woocommerce: SiteRules = {
  name: 'woocommerce',
  mark: 'body.woocommerce,body.woocommerce-page,body.single-product,form.cart[action],link[href*="/plugins/woocommerce/"]',
  product: 'body.single-product,div.product.type-product form.cart,form.variations_form',
  places: {
    price: [
      inSummary('.woocommerce-variation-price .price ins .amount'),
      inSummary('.woocommerce-variation-price .price .amount'),
      inSummary('p.price ins .amount'),
    ].join(' | '),
    listPrice: [
      inSummary('.woocommerce-variation-price .price del .amount'),
      inSummary('p.price del .amount'),
    ].join(' | '),
    sku: '.product_meta .sku',
    image:
      '.woocommerce-product-gallery__image img@data-large_image | .woocommerce-product-gallery__image a@href',
  },
  inStock: inSummary('.stock.in-stock'),
  outOfStock: inSummary('.stock.out-of-stock'),
  ids: page => {
    const product =
      attributeIn(page, 'form.variations_form', 'data-product_id') ??
      attributeIn(page, 'form.cart [name="add-to-cart"]', 'value') ??
      /\bpostid-(\d+)/.exec(attributeIn(page, 'body', 'class') ?? '')?.[1]
    const variant = variationId(page)
    return { ...(product && { product }), ...(variant && { variant }) }
  },
  read: page => [...onlyPrice(page), ...variation(page)],
}

/** The id of the chosen variation; "0" or nothing while none is chosen. */
function variationId(page: PageContext): string | undefined {
  for (const field of allIn(page.tree, 'input[name="variation_id"]', 3)) {
    const value = field instanceof HTMLInputElement ? field.value : attributeOf(field, 'value')
    if (/^[1-9]\d*$/.test(value)) return value
  }
  return undefined
}

/**
 * The price without a discount. Two amounts are a range: of that, only the chosen variation has a price. A list in it is a
 * plugin's, of what it is in other currencies.
 */
function onlyPrice(page: PageContext): Candidate[] {
  const [price] = allIn(page.tree, inSummary('p.price'), 1)
  const amounts = price
    ? all(price, '.amount', 4).filter(each => !closest(each, 'del,ins,ul,.screen-reader-text'))
    : []
  const [amount, second] = amounts
  const value = amount && !second ? readPrice(cleanText(textOf(amount)), page.hints) : undefined
  return value ? [{ field: 'price', value, confidence: 0.9 }] : []
}

/** The chosen variation, by its id, or by what the form's fields have while the shop's scripts have not yet run. */
function variation(page: PageContext): Candidate[] {
  const [form] = allIn(page.tree, 'form.variations_form', 1)
  if (!form) return []
  const variations = parseLooseJson(attributeOf(form, 'data-product_variations').slice(0, 1_000_000))
  if (!Array.isArray(variations)) return []
  const id = variationId(page)
  const chosen = variations.find(each => (id ? String(each?.variation_id) === id : isSelected(each, form)))
  const price = markupPrice(String(chosen?.display_price), undefined, page.hints)
  const found: Candidate[] = price ? [{ field: 'price', value: price, confidence: 0.9 }] : []
  if (id && typeof chosen?.sku === 'string' && chosen.sku)
    found.push({ field: 'sku', value: chosen.sku, confidence: 0.9 })
  if (typeof chosen?.is_in_stock === 'boolean')
    found.push({
      field: 'availability',
      value: chosen.is_in_stock ? 'InStock' : 'OutOfStock',
      confidence: 0.9,
    })
  return found
}

/** Whether the form's fields have a variation's values; one without a value for a field goes with any. */
function isSelected(variation: { readonly attributes?: object } | null, form: Element): boolean {
  const fields = all(form, 'select', 20).filter(field => field instanceof HTMLSelectElement)
  const wanted = new Map(Object.entries(variation?.attributes ?? {}))
  return (
    fields.length > 0 &&
    fields.every(({ name, value }) => value !== '' && [value, ''].includes(wanted.get(name)))
  )
}
