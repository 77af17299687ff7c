import { attributeIn, hasAny, type SiteRules } from './site-rules.ts'

/** Salesforce Commerce Cloud: its reference storefronts SFRA ("product-detail", "prices") and SiteGenesis ("pdpMain"). */
export const salesforce: SiteRules = {
  name: 'salesforce',
  applies: page =>
    hasAny(
      page,
      'script[src*="demandware"],link[href*="demandware"],img[src*="demandware"],[data-action^="Product-Show"],#pdpMain',
    ),
  isProduct: page =>
    hasAny(
      page,
      '[data-action^="Product-Show"],#pdpMain,.product-detail[data-pid],.product-wrapper[data-pid],h1.product-name',
    ),
  places: {
    title: '.product-detail h1.product-name | #pdpMain h1.product-name | h1.product-name',
    price:
      '.product-detail .prices .price .sales .value@content | .product-detail .attributes .price .sales .value@content | #pdpMain .price-sales',
    listPrice: '.product-detail .prices .price .strike-through .value@content | #pdpMain .price-standard',
    sku: '.product-detail .product-number .product-id | #pdpMain .product-number [itemprop="productID"]',
  },
  outOfStock: '.product-detail .availability-msg .not-available,#pdpMain .not-available-msg',
  ids: page => {
    const product =
      attributeIn(page, '.product-detail[data-pid],.product-wrapper[data-pid]', 'data-pid') ??
      attributeIn(page, '#pdpMain #pid', 'value')
    return { ...(product && { product }) }
  },
}
