import { attributeIn, hasAny, type SiteRules } from './site-rules.ts'

/** BigCommerce: the "productView" blocks and data attributes of its Stencil themes (Cornerstone and what is made from it). */
export const bigcommerce: SiteRules = {
  name: 'bigcommerce',
  applies: page => hasAny(page, 'link[href*="bigcommerce.com"],script[src*="bigcommerce.com"],.productView'),
  isProduct: page => hasAny(page, '.productView,form[action*="/cart.php"] input[name="product_id"]'),
  places: {
    title: '.productView-title',
    price:
      '.productView-price .price--withTax[data-product-price-with-tax] | .productView-price [data-product-price-without-tax] | .productView-price .price--main',
    listPrice:
      '.productView-price [data-product-rrp-price-with-tax] | .productView-price [data-product-non-sale-price-without-tax]',
    sku: '.productView [data-product-sku]',
    gtin: '.productView [data-product-upc]',
    brand: '.productView-brand',
  },
  outOfStock: '.productView .alertBox--error',
  ids: page => {
    const product = attributeIn(
      page,
      'form[action*="cart.php"] input[name="product_id"],[data-cart-item-add] input[name="product_id"]',
      'value',
    )
    const variant = attributeIn(page, '[data-product-variant-id]', 'data-product-variant-id')
    return { ...(product && { product }), ...(variant && { variant }) }
  },
}
