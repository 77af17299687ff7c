/** A Shopify product page of a theme that writes the product as JSON; `chosen` is the variant in the form. */
export function shopifyPage(chosen = 11): string {
  const product = {
    id: 7,
    handle: 'green-tea',
    title: 'Green Tea',
    vendor: 'Leaf',
    variants: [
      {
        id: 11,
        title: '100 g',
        price: 1250,
        compare_at_price: 1500,
        sku: 'TEA-100',
        barcode: '4006381333931',
        available: true,
      },
      {
        id: 12,
        title: '250 g',
        price: 2750,
        compare_at_price: null,
        sku: 'TEA-250',
        barcode: '',
        available: false,
      },
    ],
  }
  const options = product.variants
    .map(({ id, title }) => `<option value="${id}" ${id === chosen ? 'selected' : ''}>${title}</option>`)
    .join('')
  const price =
    chosen === 11 ? '<s>€15,00</s> <span class="price-item--sale">€12,50</span>' : '<span>€27,50</span>'
  return `<html lang="de"><head><title>Green Tea – Leaf Shop</title><meta property="og:type" content="product">
    <meta property="og:site_name" content="Leaf Shop"><script src="https://cdn.shopify.com/s/theme.js" type="text/plain"></script>
    <script type="application/json">${JSON.stringify(product)}</script>
    <script>Shopify = {}; Shopify.currency = {"active":"EUR","rate":"1.0"};</script></head>
    <body class="template-product"><div class="product__title"><h1>Green Tea</h1></div><div class="price">${price}</div>
    <form action="/cart/add"><select name="id">${options}</select><button name="add">In den Warenkorb</button></form></body></html>`
}
