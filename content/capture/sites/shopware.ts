import { attributeIn, hasAny, type SiteRules } from './site-rules.ts'

/** Shopware 6 ("product-detail-*") and Shopware 5 ("product--*"), by their default storefronts. */
export const shopware: SiteRules = {
  name: 'shopware',
  applies: page =>
    hasAny(page, 'body.is-ctl-product,body.is--ctl-detail,.product-detail-buy,.product--buybox'),
  isProduct: page => hasAny(page, 'body.is-ctl-product,body.is--ctl-detail,.product-detail-buy'),
  places: {
    title: 'h1.product-detail-name | h1.product--title',
    price:
      '.product-detail-price | .product--buybox .price--content [itemprop="price"]@content | .product--buybox .price--content',
    listPrice:
      '.product-detail-list-price-wrapper .list-price-price | .product--buybox .content--discount .price--line-through',
    sku: '.product-detail-ordernumber | .entry--sku .entry--content',
  },
  outOfStock: '.delivery-information.delivery-soldout,.delivery--status-not-available',
  ids: page => {
    const product =
      attributeIn(page, 'input[name="redirectParameters[productId]"]', 'value') ??
      attributeIn(page, 'meta[itemprop="productID"]', 'content')
    return { ...(product && { product }) }
  },
}
