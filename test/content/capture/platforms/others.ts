/*
 * Product pages as other shop systems' templates write them, each of an invented lamp for 49.90 EUR, before 69.90.
 */

const page = (head: string, body: string, attributes = ''): string =>
  `<html lang="de"><head><title>Lamp | Light House</title>${head}</head><body ${attributes}>${body}</body></html>`
const button = '<button>In den Warenkorb</button>'

export const magentoPage = page(
  '<script type="text/x-magento-init">{}</script>',
  `<div class="product-info-main"><div class="page-title-wrapper product"><h1>Lamp</h1></div>
   <div class="price-box"><span data-price-type="finalPrice" data-price-amount="59.9"><span class="price">49,90 €</span></span>
   <span data-price-type="oldPrice" data-price-amount="69.9"><span class="price">69,90 €</span></span></div>
   <div class="stock available">Auf Lager</div><div class="product attribute sku"><div class="value">L-1</div></div>
   <form id="product_addtocart_form"><input name="product" value="501">${button}</form></div>`,
  'class="catalog-product-view"',
)

export const bigcommercePage = page(
  '<link rel="preconnect" href="https://cdn11.bigcommerce.com">',
  `<div class="productView"><h1 class="productView-title">Lamp</h1><h2 class="productView-brand">Glow</h2>
   <div class="productView-price"><div class="price-section price-section--withoutTax"><span data-product-non-sale-price-without-tax class="price price--non-sale">€69.90</span>
   <span data-product-price-without-tax class="price price--withoutTax">€49.90</span></div></div>
   <dd data-product-sku>L-1</dd><dd data-product-upc>4006381333931</dd>
   <form action="/cart.php"><input name="product_id" value="501">${button}</form></div>`,
)

export const prestashopPage = page(
  '<meta name="generator" content="PrestaShop">',
  `<h1>Lamp</h1><div class="product-prices"><div class="product-discount"><span class="regular-price">69,90 €</span></div>
   <div class="current-price"><span class="current-price-value" content="49.9">49,90 €</span></div></div>
   <div class="product-reference">Artikel-Nr. <span>L-1</span></div><form id="add-to-cart-or-refresh">
   <input name="id_product" value="501"><input name="id_product_attribute" value="0">${button}</form>`,
  'id="product"',
)

export const shopwarePage = page(
  '',
  `<h1 class="product-detail-name">Lamp</h1><div class="product-detail-buy"><p class="product-detail-price">49,90 €*</p>
   <div class="product-detail-list-price-wrapper"><span class="list-price-price">69,90 €</span></div>
   <input name="redirectParameters[productId]" value="501">${button}</div><span class="product-detail-ordernumber">L-1</span>`,
  'class="is-ctl-product"',
)

export const salesforcePage = page(
  '<link href="/on/demandware.static/site.css" rel="preload">',
  `<div class="product-detail" data-pid="501"><h1 class="product-name">Lamp</h1><div class="prices"><div class="price">
   <del><span class="strike-through"><span class="value" content="69.90">69,90 €</span></span></del>
   <span class="sales"><span class="value" content="49.90">49,90 €</span></span></div></div>
   <div class="product-number">Nr. <span class="product-id">L-1</span></div>${button}</div>`,
)

export const squarespacePage = page(
  '<link href="https://static1.squarespace.com/x.css" rel="preload">',
  `<article class="ProductItem"><h1 class="ProductItem-details-title">Lamp</h1><div class="ProductItem-product-price product-price">
   <span class="original-price">69,90 €</span> <span class="sqs-money-native">49,90 €</span></div>
   <div class="sqs-add-to-cart-button" data-item-id="501" role="button">In den Warenkorb</div></article>`,
)

export const wixPage = page(
  '<meta name="generator" content="Wix.com Website Builder">',
  `<article data-hook="product-page"><h1 data-hook="product-title">Lamp</h1><s data-hook="formatted-secondary-price">69,90 €</s>
   <span data-hook="formatted-primary-price">49,90 €</span><div data-hook="sku">L-1</div><button data-hook="add-to-cart">In den Warenkorb</button></article>`,
)

export const vtexPage = page(
  '<link href="https://light.vtexassets.com/x.css" rel="preload">',
  `<h1><span class="vtex-store-components-3-x-productBrand">Lamp</span></h1><span class="vtex-product-price-1-x-listPriceValue">69,90 €</span>
   <span class="vtex-product-price-1-x-sellingPriceValue">49,90 €</span><span class="vtex-product-identifier-0-x-product-identifier__value">L-1</span>
   <input id="___rc-p-id" value="501">${button}`,
)

export const opencartPage = page(
  '',
  `<div id="content"><h1>Lamp</h1><ul class="list-unstyled"><li><span class="price-old" style="text-decoration: line-through">69,90 €</span></li><li><h2>49,90 €</h2></li></ul>
   <div id="product"><input name="product_id" value="501"><button id="button-cart">In den Warenkorb</button></div>
   <div class="row"><div class="product-thumb"><span class="price-new">9,90 €</span> <span class="price-old">99,90 €</span></div></div></div>`,
)
