import type { Candidate } from '../candidate.ts'
import { attributeOf } from '../dom.ts'
import { parseLooseJson } from '../loose-json.ts'
import type { PageContext } from '../page-context.ts'
import { allIn } from '../page-tree.ts'
import type { SiteRules } from './site-rules.ts'

/** PrestaShop 1.7 and later with the product as JSON on "#product-details", and the ids that version 1.6 wrote. */
export const prestashop: SiteRules = {
  name: 'prestashop',
  mark: 'meta[name="generator"][content="PrestaShop" i],body#product,#buy_block',
  product: 'body#product,#buy_block,#add-to-cart-or-refresh',
  places: {
    price:
      '.product-prices .current-price-value@content | .product-prices .current-price [itemprop="price"]@content | .product-prices .current-price span | #our_price_display',
    listPrice: '.product-prices .product-discount .regular-price | #old_price_display',
    sku: '.product-reference span | #product_reference span',
  },
  outOfStock: '#product-availability .product-unavailable,#availability_value.warning_inline',
  productId: '#product_page_product_id@value | input[name="id_product"]@value',
  variantId: '#idCombination@value | input[name="id_product_attribute"]@value',
  read: details,
}

function details(page: PageContext): Candidate[] {
  const [element] = allIn(page.tree, '#product-details[data-product]', 1)
  const data = element && parseLooseJson(attributeOf(element, 'data-product').slice(0, 500_000))
  if (typeof data !== 'object' || data === null) return []
  const { reference, ean13, availability }: { reference?: unknown; ean13?: unknown; availability?: unknown } =
    data
  const isGone = availability === 'unavailable'
  const isThere = availability === 'available' || availability === 'last_remaining_items'
  return [
    ...texted('sku', reference),
    ...texted('gtin', ean13),
    ...texted('availability', isGone ? 'OutOfStock' : isThere && 'InStock'),
  ]
}

const texted = (field: 'sku' | 'gtin' | 'availability', value: unknown): Candidate[] =>
  typeof value === 'string' && value ? [{ field, value, confidence: 0.85 }] : []
