import type { SiteRules } from './site-rules.ts'

/*
 * Shop systems whose rules are places alone. The names are those of each system's own templates, which themes keep
 * because the system's scripts need them.
 */

/** Magento 2 and Adobe Commerce ("luma", "blank" and what is made from them), and Magento 1's ids. */
const magento: SiteRules = {
  name: 'magento',
  mark: 'body.catalog-product-view,script[type="text/x-magento-init"],#product_addtocart_form',
  product: 'body.catalog-product-view,#product_addtocart_form',
  places: {
    // The text changes with the chosen options, the attribute does not.
    price:
      '.product-info-main .price-box [data-price-type="finalPrice"] .price | .product-info-main [data-price-type="finalPrice"]@data-price-amount | ' +
      '.product-info-main .special-price .price | .product-shop .special-price .price | .product-shop .regular-price .price | .product-essential .regular-price .price',
    listPrice:
      '.product-info-main .price-box [data-price-type="oldPrice"] .price | .product-shop .old-price .price',
    sku: '.product-info-main .sku .value',
  },
  inStock: '.product-info-main .stock.available,.product-shop .availability.in-stock',
  outOfStock: '.product-info-main .stock.unavailable,.product-shop .availability.out-of-stock',
  productId: '#product_addtocart_form input[name="product"]@value',
  variantId: '#product_addtocart_form input[name="selected_configurable_option"]@value',
}

/** BigCommerce: the "productView" blocks and data attributes of its Stencil themes (Cornerstone and what is made from it). */
const bigcommerce: SiteRules = {
  name: 'bigcommerce',
  mark: 'link[href*="bigcommerce.com"],script[src*="bigcommerce.com"],.productView',
  product: '.productView,form[action*="/cart.php"] input[name="product_id"]',
  places: {
    // Shops that know no tax show "without tax" alone.
    price:
      '.productView-price [data-product-price-with-tax] | .productView-price [data-product-price-without-tax] | .productView-price .price--main',
    listPrice:
      '.productView-price [data-product-rrp-price-with-tax] | .productView-price [data-product-non-sale-price-without-tax]',
    sku: '.productView [data-product-sku]',
    gtin: '.productView [data-product-upc]',
    brand: '.productView-brand',
  },
  outOfStock: '.productView .alertBox--error',
  productId: 'form[action*="cart.php"] input[name="product_id"]@value',
  variantId: '[data-product-variant-id]@data-product-variant-id',
}

/** Shopware 6 ("product-detail-*") and Shopware 5 ("product--*"), by their default storefronts. */
const shopware: SiteRules = {
  name: 'shopware',
  mark: 'body.is-ctl-product,body.is--ctl-detail,.product-detail-buy,.product--buybox',
  product: 'body.is-ctl-product,body.is--ctl-detail,.product-detail-buy',
  places: {
    price:
      '.product-detail-price | .product--buybox .price--content [itemprop="price"]@content | .product--buybox .price--content',
    listPrice:
      '.product-detail-list-price-wrapper .list-price-price | .product--buybox .content--discount .price--line-through',
    sku: '.product-detail-ordernumber | .entry--sku .entry--content',
  },
  outOfStock: '.delivery-information.delivery-soldout,.delivery--status-not-available',
  productId: 'input[name="redirectParameters[productId]"]@value | meta[itemprop="productID"]@content',
}

/** Salesforce Commerce Cloud: its reference storefronts SFRA ("product-detail", "prices") and SiteGenesis ("pdpMain"). */
const salesforce: SiteRules = {
  name: 'salesforce',
  mark: ':is(script,img)[src*="demandware"],link[href*="demandware"],[data-action^="Product-Show"],#pdpMain',
  product:
    '[data-action^="Product-Show"],#pdpMain,.product-detail[data-pid],.product-wrapper[data-pid],h1.product-name',
  places: {
    price: '.product-detail .price .sales .value@content | #pdpMain .price-sales',
    listPrice: '.product-detail .price .strike-through .value@content | #pdpMain .price-standard',
    sku: '.product-detail .product-number .product-id | #pdpMain .product-number [itemprop="productID"]',
  },
  outOfStock: '.product-detail .availability-msg .not-available,#pdpMain .not-available-msg',
  productId: '.product-detail[data-pid]@data-pid | .product-wrapper[data-pid]@data-pid | #pdpMain #pid@value',
}

/** Squarespace Commerce: the classes of its product pages in version 7.1 ("ProductItem-details") and the generic ones. */
const squarespace: SiteRules = {
  name: 'squarespace',
  mark: 'script[src*="squarespace"],link[href*="squarespace"]',
  product: '.ProductItem .sqs-add-to-cart-button,.product-detail .sqs-add-to-cart-button',
  places: {
    price:
      '.ProductItem-product-price .sqs-money-native | .product-price-value | .product-price .sqs-money-native',
    listPrice: '.ProductItem-product-price .original-price | .product-price .original-price',
  },
  outOfStock: '.ProductItem .product-mark.sold-out,.product-detail .product-mark.sold-out',
  productId:
    '.sqs-add-to-cart-button[data-item-id]@data-item-id | .product-variants[data-item-id]@data-item-id',
}

/** VTEX: the class names of its IO components, which carry versions ("vtex-product-price-1-x-sellingPrice"), and of its older portal. */
const vtex: SiteRules = {
  name: 'vtex',
  mark: 'script[src*="vtex"],link[href*="vtex"],img[src*="vteximg"],img[src*="vtexassets"]',
  path: /\/p$/,
  places: {
    price: '[class*="vtex-product-price-1-x-sellingPriceValue"] | .productPrice .skuBestPrice',
    listPrice: '[class*="vtex-product-price-1-x-listPriceValue"] | .skuListPrice',
    sku: '[class*="vtex-product-identifier-0-x-product-identifier__value"] | .skuReference | .productReference',
  },
  productId: '[data-product-id]@data-product-id | #___rc-p-id@value',
  variantId: /[?&](?:skuId|idsku)=(\d+)/i,
}

/** Wix Stores: the "data-hook" names that its product page gives its parts. */
const wix: SiteRules = {
  name: 'wix',
  mark: 'meta[name="generator"][content*="Wix" i],[data-hook="product-page"]',
  product: '[data-hook="product-page"],[data-hook="product-title"]',
  places: {
    price: '[data-hook="formatted-primary-price"]',
    listPrice: '[data-hook="formatted-secondary-price"]',
    sku: '[data-hook="sku"]',
  },
  inStock: '[data-hook="add-to-cart"]:not([aria-disabled="true"])',
  outOfStock: '[data-hook="add-to-cart"][aria-disabled="true"]',
}

/** PrestaShop 1.7 and later, and the ids that version 1.6 wrote. */
const prestashop: SiteRules = {
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
}

/** OpenCart's default theme: the price is a heading in a list without a name of its own. */
const opencart: SiteRules = {
  name: 'opencart',
  mark: '#product #button-cart',
  places: {
    price: '#content .price-new | #content .list-unstyled h2',
    listPrice: '#content .price-old',
  },
  productId: '#product input[name="product_id"]@value',
}

export const platforms: readonly SiteRules[] = [
  ...[prestashop, magento, bigcommerce, shopware, salesforce],
  ...[squarespace, vtex, wix, opencart],
]
