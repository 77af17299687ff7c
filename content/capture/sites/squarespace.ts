import { attributeIn, hasAny, type SiteRules } from './site-rules.ts'

/** Squarespace Commerce: the classes of its product pages in version 7.1 ("ProductItem-details") and the generic ones. */
export const squarespace: SiteRules = {
  name: 'squarespace',
  applies: page =>
    hasAny(page, 'script[src*="squarespace"],link[href*="squarespace"],.sqs-add-to-cart-button'),
  isProduct: page =>
    hasAny(page, '.ProductItem,.product-detail,article.ProductItem-details') &&
    hasAny(page, '.sqs-add-to-cart-button'),
  places: {
    title: 'h1.ProductItem-details-title | .product-detail h1.product-title',
    price:
      '.ProductItem-product-price .sqs-money-native | .product-detail .product-price-value | .product-price .sqs-money-native',
    listPrice:
      '.ProductItem-product-price .original-price | .product-price .original-price .sqs-money-native',
  },
  outOfStock: '.ProductItem .product-mark.sold-out,.product-detail .product-mark.sold-out',
  ids: page => {
    const product = attributeIn(
      page,
      '.sqs-add-to-cart-button[data-item-id],.product-variants[data-item-id]',
      'data-item-id',
    )
    return { ...(product && { product }) }
  },
}
