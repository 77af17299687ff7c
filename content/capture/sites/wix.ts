import { hasAny, type SiteRules } from './site-rules.ts'

/** Wix Stores: the "data-hook" names that its product page gives its parts. */
export const wix: SiteRules = {
  name: 'wix',
  applies: page => hasAny(page, 'meta[name="generator"][content*="Wix" i],[data-hook="product-page"]'),
  isProduct: page => hasAny(page, '[data-hook="product-page"],[data-hook="product-title"]'),
  places: {
    title: '[data-hook="product-title"]',
    price: '[data-hook="formatted-primary-price"]',
    listPrice: '[data-hook="formatted-secondary-price"]',
    sku: '[data-hook="sku"]',
  },
  inStock: '[data-hook="add-to-cart"]:not([aria-disabled="true"])',
  outOfStock: '[data-hook="add-to-cart"][aria-disabled="true"]',
}
