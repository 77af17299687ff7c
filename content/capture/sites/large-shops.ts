import type { Candidate } from '../candidate.ts'
import type { PageContext } from '../page-context.ts'
import { hostNamed, inAddress, type SiteRules } from './site-rules.ts'

/*
 * Shops that run their own system and have a public number for each product in its address. What is said here is known
 * of the shops' markup, not read off single pages; every selector may be missing, the other methods then remain.
 */

interface LargeShop {
  /** The product's number, as the first group, in the path and query. */
  readonly number: RegExp
  /** The number as the shop writes it. */
  readonly write?: (number: string) => string
}

const largeShop = (
  name: string,
  host: RegExp,
  { number, write = text => text }: LargeShop,
  places: Omit<SiteRules, 'name'> = {},
): SiteRules => {
  const numberOf = (page: PageContext): string => write(inAddress(page, number) ?? '')
  return {
    name,
    host,
    isProduct: page => numberOf(page) !== '',
    ids: page => ({ product: numberOf(page) }),
    read: (page): Candidate[] => [{ field: 'sku', value: numberOf(page), confidence: 0.82 }],
    ...places,
  }
}

/** "90404208" is written "904.042.08". */
const dotted = (number: string): string =>
  number.replace(/^s/i, '').replace(/^(\d{3})(\d{3})(\d{2})$/, '$1.$2.$3')
const upper = (text: string): string => text.toUpperCase()

export const largeShops: readonly SiteRules[] = [
  largeShop(
    'walmart',
    hostNamed('walmart'),
    { number: /\/ip\/(?:[^/]+\/)?(\d{5,})/ },
    {
      places: {
        price:
          '[itemprop="price"] | [data-testid="price-wrap"] [aria-hidden="false"] | .price-characteristic@content',
        listPrice: '[data-seo-id="strike-through-price"]',
      },
      inStock: '[data-automation-id="atc"]',
    },
  ),
  largeShop(
    'target',
    hostNamed('target'),
    { number: /\/A-(\d{6,})/ },
    {
      places: {
        price: '[data-test="product-price"]',
        listPrice: '[data-test="product-regular-price"] span',
      },
      inStock: '[data-test="shippingButton"],[data-test="orderPickupButton"],[data-test="shipItButton"]',
      outOfStock: '[data-test="soldOutBlock"],[data-test="outOfStockMessage"]',
    },
  ),
  largeShop(
    'ikea',
    hostNamed('ikea'),
    { number: /-(s?\d{8})(?:\/|$)/i, write: dotted },
    {
      places: {
        price:
          '.pip-temp-price-module__price .pip-temp-price__sr-text | .pip-price__sr-text | .js-price-package .pip-temp-price',
      },
    },
  ),
  largeShop(
    'aliexpress',
    hostNamed('aliexpress'),
    { number: /\/item\/(?:[^/]+\/)?(\d{8,})\.html/ },
    {
      places: {
        price: '[class*="price--currentPriceText"] | .product-price-current .product-price-value',
        listPrice: '[class*="price--originalText"]',
      },
    },
  ),
  largeShop(
    'etsy',
    hostNamed('etsy'),
    { number: /\/listing\/(\d{6,})/ },
    {
      places: {
        price:
          '[data-buy-box-region="price"] .wt-text-title-larger | [data-selector="price-only"] .wt-text-title-larger | [data-buy-box-region="price"] p',
        listPrice: '[data-buy-box-region="price"] .wt-text-strikethrough',
      },
      outOfStock: '[data-buy-box-region="sold_out"]',
    },
  ),
  largeShop('zalando', hostNamed('zalando'), {
    number: /-([a-z0-9]{9}-[a-z0-9]{3})\.html/i,
    write: upper,
  }),
  largeShop(
    'best-buy',
    hostNamed('bestbuy'),
    { number: /\/(\d{7,8})(?:\.p|(?=[?/]|$))|skuId=(\d{7,8})/ },
    {
      places: {
        price:
          '[data-testid="customer-price"] span | .priceView-hero-price span | .priceView-customer-price span',
        listPrice: '[data-testid="regular-price"]',
      },
      inStock: '.add-to-cart-button[data-button-state="ADD_TO_CART"]',
      outOfStock: '.add-to-cart-button[data-button-state="SOLD_OUT"]',
    },
  ),
  largeShop(
    'steam',
    /^store\.steampowered\.com$/,
    { number: /\/(?:app|sub|bundle)\/(\d+)/ },
    {
      places: {
        price: '.game_area_purchase_game :is(.discount_final_price,.game_purchase_price)',
      },
    },
  ),
]
