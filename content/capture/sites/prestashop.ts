import type { Candidate } from '../candidate.ts'
import { attributeOf } from '../dom.ts'
import { parseLooseJson } from '../loose-json.ts'
import type { PageContext } from '../page-context.ts'
import { allIn } from '../page-tree.ts'
import { attributeIn, hasAny, type SiteRules } from './site-rules.ts'

/** PrestaShop 1.7 and later with the product as JSON on "#product-details", and the ids that version 1.6 wrote. */
export const prestashop: SiteRules = {
  name: 'prestashop',
  applies: page => hasAny(page, 'meta[name="generator"][content="PrestaShop" i],body#product,#buy_block'),
  isProduct: page => hasAny(page, 'body#product,#buy_block,#add-to-cart-or-refresh'),
  places: {
    price:
      '.product-prices .current-price-value@content | .product-prices .current-price [itemprop="price"]@content | .product-prices .current-price span | #our_price_display',
    listPrice: '.product-prices .product-discount .regular-price | #old_price_display',
    sku: '.product-reference span | #product_reference span',
  },
  outOfStock: '#product-availability .product-unavailable,#availability_value.warning_inline',
  ids: page => {
    const product = attributeIn(page, '#product_page_product_id,input[name="id_product"]', 'value')
    const variant = attributeIn(page, '#idCombination,input[name="id_product_attribute"]', 'value')
    return { ...(product && { product }), ...(variant && variant !== '0' && { variant }) }
  },
  read: details,
}

function details(page: PageContext): Candidate[] {
  const [element] = allIn(page.tree, '#product-details[data-product]', 1)
  const data = element && parseLooseJson(attributeOf(element, 'data-product').slice(0, 500_000))
  if (typeof data !== 'object' || data === null) return []
  const product: { reference?: unknown; ean13?: unknown; availability?: unknown } = data
  const found: Candidate[] = []
  if (typeof product.reference === 'string' && product.reference)
    found.push({ field: 'sku', value: product.reference, confidence: 0.85 })
  if (typeof product.ean13 === 'string') found.push({ field: 'gtin', value: product.ean13, confidence: 0.85 })
  if (product.availability === 'available' || product.availability === 'last_remaining_items')
    found.push({ field: 'availability', value: 'InStock', confidence: 0.85 })
  if (product.availability === 'unavailable')
    found.push({ field: 'availability', value: 'OutOfStock', confidence: 0.85 })
  return found
}
