import { attributeIn, hasAny, inAddress, type SiteRules } from './site-rules.ts'

/** VTEX: the class names of its IO components, which carry versions ("vtex-product-price-1-x-sellingPrice"), and of its older portal. */
export const vtex: SiteRules = {
  name: 'vtex',
  applies: page =>
    hasAny(page, 'script[src*="vtex"],link[href*="vtex"],img[src*="vteximg"],img[src*="vtexassets"]'),
  isProduct: page => /\/p$/.test(page.address.pathname),
  places: {
    title: '[class*="vtex-store-components-3-x-productBrand"] | .productName',
    price:
      '[class*="vtex-product-price-1-x-sellingPriceValue"] | .productPrice .skuBestPrice | .plugin-preco .skuBestPrice',
    listPrice: '[class*="vtex-product-price-1-x-listPriceValue"] | .skuListPrice',
    sku: '[class*="vtex-product-identifier-0-x-product-identifier__value"] | .skuReference | .productReference',
  },
  ids: page => {
    const product =
      attributeIn(page, '[data-product-id],#___rc-p-id', 'data-product-id') ??
      attributeIn(page, '#___rc-p-id', 'value')
    const variant = inAddress(page, /[?&](?:skuId|idsku)=(\d+)/i)
    return { ...(product && { product }), ...(variant && { variant }) }
  },
}
