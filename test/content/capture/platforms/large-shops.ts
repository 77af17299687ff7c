/*
 * Pages with the markup of the largest shops, of invented products. Their hosts are the shops' own: the rules apply there
 * and nowhere else. Each: the address, the page, and what is to be read.
 */

const page = (body: string, title = 'Tin Robot'): string =>
  `<html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`
const usd = (amount: number) => ({ amount, currency: 'USD' })

const amazonBody = (
  price: string,
  more = '',
) => `<div id="dp"><span id="productTitle">Tin Robot, 12 cm</span><a id="bylineInfo" href="/stores/x">Clank</a>
  <div id="corePriceDisplay_desktop_feature_div"><span class="a-price priceToPay"><span class="a-offscreen">${price}</span></span></div>
  <img id="landingImage" src="https://img.example/small.jpg" data-a-dynamic-image='{"https://img.example/500.jpg":[500,500],"https://img.example/900.jpg":[900,900]}'>
  <input id="ASIN" value="B0TESTTEST"><input type="submit" id="add-to-cart-button" value="Add to Cart">${more}</div>
  <div id="sims-x"><a href="/dp/B0OTHEROTH"><span class="a-price"><span class="a-offscreen">$3.00</span></span></a></div>`

export const largeShopPages = [
  [
    'amazon',
    'https://www.amazon.com/Tin-Robot/dp/B0TESTTEST?tag=x',
    page(amazonBody('$24.99')),
    {
      title: 'Tin Robot, 12 cm',
      price: usd(2499),
      sku: 'B0TESTTEST',
      image: 'https://img.example/900.jpg',
      availability: 'InStock',
    },
  ],
  [
    'amazon',
    'https://www.amazon.de/dp/B0TESTTEST',
    page(amazonBody('24,99 €')),
    { price: { amount: 2499, currency: 'EUR' }, platform: { name: 'amazon', product: 'B0TESTTEST' } },
  ],
  [
    'ebay',
    'https://www.ebay.com/itm/123456789012',
    page(
      '<div id="CenterPanel"><div class="x-item-title"><h1 class="x-item-title__mainTitle">Tin Robot</h1></div><div class="x-price-primary">US $24.99</div><a data-testid="x-bin-action" href="#">Buy It Now</a></div>',
    ),
    { title: 'Tin Robot', price: usd(2499), sku: '123456789012', availability: 'InStock' },
  ],
  [
    'walmart',
    'https://www.walmart.com/ip/Tin-Robot/55512345',
    page(
      '<h1 id="main-title">Tin Robot</h1><span itemprop="price">Now $24.99</span><span data-seo-id="strike-through-price">$29.99</span><button data-automation-id="atc">Add to cart</button>',
    ),
    {
      title: 'Tin Robot',
      price: usd(2499),
      listPrice: usd(2999),
      platform: { name: 'walmart', product: '55512345' },
    },
  ],
  [
    'target',
    'https://www.target.com/p/tin-robot/-/A-87654321',
    page(
      '<h1 data-test="product-title">Tin Robot</h1><span data-test="product-price">$24.99</span><div data-test="soldOutBlock">Sold out</div>',
    ),
    { price: usd(2499), availability: 'OutOfStock', platform: { product: '87654321' } },
  ],
  [
    'ikea',
    'https://www.ikea.com/de/de/p/robbi-regal-weiss-90412345/',
    page(
      '<h1>ROBBI Regal</h1><div class="pip-price"><span class="pip-price__sr-text">Preis 49.99 EUR</span></div><button>In den Warenkorb</button>',
    ),
    { price: { amount: 4999, currency: 'EUR' }, sku: '904.123.45' },
  ],
  [
    'aliexpress',
    'https://www.aliexpress.com/item/1005001234567890.html',
    page(
      '<h1 data-pl="product-title">Tin Robot</h1><span class="price--currentPriceText--V8_y_b5">US $4.99</span><span class="price--originalText--gxVO5_d">US $9.99</span>',
    ),
    { title: 'Tin Robot', price: usd(499), listPrice: usd(999), sku: '1005001234567890' },
  ],
  [
    'etsy',
    'https://www.etsy.com/listing/612345678/tin-robot',
    page(
      '<h1 data-buy-box-listing-title="true">Tin Robot</h1><div data-buy-box-region="price"><p class="wt-text-title-larger">EUR 24.99</p></div><button>Add to basket</button>',
    ),
    { title: 'Tin Robot', price: { amount: 2499, currency: 'EUR' }, sku: '612345678' },
  ],
  [
    'zalando',
    'https://www.zalando.de/clank-robot-ab123c45d-q11.html',
    page(
      '<h1><span>Clank</span> <span>Robot Shirt</span></h1><p><span>24,99 €</span></p><button>In den Warenkorb</button>',
      'Clank Robot Shirt',
    ),
    { price: { amount: 2499, currency: 'EUR' }, sku: 'AB123C45D-Q11' },
  ],
  [
    'best-buy',
    'https://www.bestbuy.com/site/tin-robot/6512345.p?skuId=6512345',
    page(
      '<div class="sku-title"><h1>Tin Robot</h1></div><div data-testid="customer-price"><span>$24.99</span></div><button class="add-to-cart-button" data-button-state="SOLD_OUT">Sold Out</button>',
    ),
    { price: usd(2499), sku: '6512345', availability: 'OutOfStock' },
  ],
  [
    'steam',
    'https://store.steampowered.com/app/123450/Tin_Robot/',
    page(
      '<h1>Tin Robot</h1><div class="game_area_purchase_game"><div class="discount_final_price">$4.99</div><a class="btn_addtocart" href="#">Add to Cart</a></div>',
    ),
    { title: 'Tin Robot', price: usd(499), sku: '123450' },
  ],
] as const

/** Nobody sells it: other products' prices are no price of this one. */
export const goneAmazonPage = page(
  `<div id="dp"><span id="productTitle">Tin Robot</span><div id="availability">Currently unavailable.</div><input id="ASIN" value="B0TESTTEST"></div>
   <div id="sponsored"><h2>Tin Robot alternatives</h2><a href="/dp/B0OTHEROTH"><span class="a-price">$19.99</span></a></div>`,
)

export const endedAuctionPage = page(
  `<div id="CenterPanel"><div class="x-item-title"><h1>Tin Robot</h1></div><div class="d-statusmessage">Bidding ended on Mon, 2 Nov.</div></div>
   <ul><li><a href="/itm/999999999999">Other robot <span>US $19.99</span></a></li></ul>`,
)
