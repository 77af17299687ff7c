import { readPrice } from '../../../extension/product/price-text.ts'
import type { Candidate } from '../candidate.ts'
import { cleanText } from '../clean-text.ts'
import { all, attributeOf, closest, textOf } from '../dom.ts'
import { parseLooseJson } from '../loose-json.ts'
import type { PageContext } from '../page-context.ts'
import { allIn } from '../page-tree.ts'
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
    title: 'h1.product_title | .product_title',
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

function variation(page: PageContext): Candidate[] {
  const id = variationId(page)
  const variations = id && parseLooseJson(jsonOf(page))
  const chosen = Array.isArray(variations)
    ? variations.find(each => String(each?.variation_id) === id)
    : undefined
  if (!chosen) return []
  const found: Candidate[] = []
  if (typeof chosen.sku === 'string' && chosen.sku)
    found.push({ field: 'sku', value: chosen.sku, confidence: 0.9 })
  if (typeof chosen.is_in_stock === 'boolean')
    found.push({
      field: 'availability',
      value: chosen.is_in_stock ? 'InStock' : 'OutOfStock',
      confidence: 0.9,
    })
  return found
}

function jsonOf(page: PageContext): string {
  const [form] = allIn(page.tree, 'form.variations_form', 1)
  return form ? attributeOf(form, 'data-product_variations').slice(0, 1_000_000) : ''
}
