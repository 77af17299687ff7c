/** A WooCommerce page of a product with variations, of which `chosen` is the one in the form ("0" for none). */
export function wooPage(chosen = '0'): string {
  const variations = [
    {
      variation_id: 31,
      attributes: { attribute_pa_colour: 'blue' },
      display_price: 14,
      sku: 'MUG-BLUE',
      is_in_stock: true,
    },
    {
      variation_id: 32,
      attributes: { attribute_pa_colour: 'red' },
      display_price: 16,
      sku: 'MUG-RED',
      is_in_stock: false,
    },
  ]
  const data = JSON.stringify(variations).replace(/"/g, '&quot;')
  const price = { '0': '', '31': '£14.00', '32': '£16.00' }[chosen] ?? ''
  const of = (amount: string) => `<span class="woocommerce-Price-amount amount">${amount}</span>`
  return `<html lang="en-GB"><head><title>Mug - Pottery</title></head><body class="single-product woocommerce postid-30">
    <div class="product type-product"><div class="summary entry-summary"><h1 class="product_title">Mug</h1>
    <p class="price">${of('£14.00')} – ${of('£16.00')}</p>
    <form class="variations_form cart" action="/mug" data-product_id="30" data-product_variations="${data}">
      <select name="attribute_pa_colour"><option value="">Choose an option</option><option value="blue" ${chosen === '31' ? 'selected' : ''}>Blue</option><option value="red">Red</option></select>
      <div class="woocommerce-variation-price">${price && `<span class="price">${of(price)}</span>`}</div>
      <input type="hidden" name="variation_id" value="${chosen}"><button type="submit">Add to basket</button></form>
    <div class="product_meta"><span class="sku">MUG</span></div></div></div>
    <section class="related products"><ul class="products"><li><a href="/cup"><h2>Cup</h2><span class="price">${of('£9.00')}</span></a></li></ul></section></body></html>`
}

/** A simple product with a price from before, which a plugin also gives in other currencies. */
export const simpleWooPage = `<html lang="en-GB"><head><title>Bowl - Pottery</title></head><body class="single-product">
  <div class="summary"><h1 class="product_title">Bowl</h1><p class="price"><span class="amount">£20.00</span>
  <ul class="woocs_price_info_list"><li>EUR: <span class="amount">24.00 EUR</span></li></ul></p>
  <p class="stock out-of-stock">Out of stock</p></div><form class="cart" action="/bowl"><button name="add-to-cart" value="40">Add to basket</button></form></body></html>`
