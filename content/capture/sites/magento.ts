import { attributeIn, hasAny, type SiteRules } from './site-rules.ts'

/** Magento 2 and Adobe Commerce: the classes and data attributes of its "luma" and "blank" templates, and Magento 1's ids. */
export const magento: SiteRules = {
  name: 'magento',
  applies: page =>
    hasAny(page, 'body.catalog-product-view,script[type="text/x-magento-init"],#product_addtocart_form'),
  isProduct: page => hasAny(page, 'body.catalog-product-view,#product_addtocart_form'),
  places: {
    title: '.page-title-wrapper.product h1 | .product-info-main .page-title | .product-name h1',
    price:
      // The text changes with the chosen options, the attribute does not.
      '.product-info-main .price-box [data-price-type="finalPrice"] .price | .product-info-main .price-box [data-price-type="finalPrice"]@data-price-amount | .product-info-price [data-price-type="finalPrice"]@data-price-amount | ' +
      '.product-info-main .special-price .price | .product-shop .special-price .price | .product-shop .regular-price .price | .product-essential .regular-price .price',
    listPrice:
      '.product-info-main .price-box [data-price-type="oldPrice"] .price | .product-info-main .price-box [data-price-type="oldPrice"]@data-price-amount | .product-shop .old-price .price',
    sku: '.product-info-main .product.attribute.sku .value | .product-info-stock-sku .sku .value',
  },
  inStock: '.product-info-main .stock.available,.product-shop .availability.in-stock',
  outOfStock: '.product-info-main .stock.unavailable,.product-shop .availability.out-of-stock',
  ids: page => {
    const product = attributeIn(page, '#product_addtocart_form input[name="product"]', 'value')
    const variant = attributeIn(
      page,
      '#product_addtocart_form input[name="selected_configurable_option"]',
      'value',
    )
    return { ...(product && { product }), ...(variant && { variant }) }
  },
}
