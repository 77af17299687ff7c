import type { Candidate } from '../candidate.ts'
import { cleanText } from '../clean-text.ts'
import { attributeOf, textOf } from '../dom.ts'
import { parseLooseJson } from '../loose-json.ts'
import type { PageContext } from '../page-context.ts'
import { allIn } from '../page-tree.ts'
import { gone } from '../stock-words.ts'
import { attributeIn, hasAny, hostNamed, inAddress, type SiteRules } from './site-rules.ts'

/*
 * Amazon, all countries: the same markup in every language. Pages have no structured data; the ids of the price blocks
 * changed over the years ("priceblock_*" until 2021, "corePrice*" and "apex" since), books and films have their own.
 */

const asinInAddress = /\/(?:dp|gp\/(?:product|aw\/d|offer-listing)|d|ASIN)\/([A-Z0-9]{10})(?=[/?]|$)/

/** The product number. The page's own outlasts the address's, which may name a parent that has no offer. */
function asinOf(page: PageContext): string | undefined {
  return (
    inAddress(page, asinInAddress) ??
    attributeIn(page, '#ASIN,input[name="ASIN"],input[name="ASIN.0"]', 'value')
  )
}

export const amazon: SiteRules = {
  name: 'amazon',
  complete: true,
  host: hostNamed('amazon'),
  isProduct: page =>
    asinOf(page) !== undefined &&
    hasAny(page, '#productTitle,#title,#ebooksProductTitle,#dp,#ppd,[data-automation-id="title"]'),
  places: {
    title: '#productTitle | #ebooksProductTitle | #title | [data-automation-id="title"]',
    price:
      ':is(#corePriceDisplay_desktop_feature_div,#corePrice_feature_div,#corePrice_desktop) :is(.priceToPay,.apexPriceToPay) .a-offscreen | ' +
      '#corePriceDisplay_desktop_feature_div .priceToPay | :is(#corePrice_feature_div,#apex_desktop) .a-price:not([data-a-strike]) .a-offscreen | ' +
      '#tp_price_block_total_price_ww .a-offscreen | #priceblock_dealprice | #priceblock_saleprice | #priceblock_ourprice | ' +
      '#price_inside_buybox | #newBuyBoxPrice | #buybox .a-color-price | #tmmSwatches .selected :is(.a-color-price,.slot-price) | #kindle-price | ' +
      '#buyNewSection .offer-price | #soldByThirdParty .a-color-price | .header-price | #price | #actualPriceValue | ' +
      // Without an offer of the shop's own choice, the cheapest of the other sellers is what a buyer pays.
      ':is(#olp-upd-new,#olp_feature_div,#unqualifiedBuyBox,#mediaTab_content_landing) .a-color-price',
    listPrice:
      '#corePriceDisplay_desktop_feature_div .basisPrice .a-offscreen | #corePrice_desktop [data-a-strike] .a-offscreen | ' +
      '#listPriceValue | .priceBlockStrikePriceString | #buyBoxInner .a-text-strike',
    brand: 'a#bylineInfo[href*="/stores/"] | #brand | .po-brand .a-span9',
    variant: ':is(#variation_size_name,#variation_color_name,#variation_style_name) .selection',
  },
  outOfStock: '#outOfStock',
  inStock:
    '#add-to-cart-button,#buy-now-button,#one-click-button,#add-to-cart-button-ubb,#rcx-subscribe-submit-button',
  ids: page => ({ product: asinOf(page) ?? '' }),
  read: page => [...asin(page), ...pictures(page), ...availability(page)],
}

function asin(page: PageContext): Candidate[] {
  const value = asinOf(page)
  return value ? [{ field: 'sku', value, confidence: 0.95 }] : []
}

function pictures(page: PageContext): Candidate[] {
  const [image] = allIn(
    page.tree,
    '#landingImage,#imgBlkFront,#ebooksImgBlkFront,#main-image,#imgTagWrapperId img',
    1,
  )
  if (!image) return []
  const value = attributeOf(image, 'data-old-hires') || largest(image) || attributeOf(image, 'src')
  return value.startsWith('http') ? [{ field: 'image', value, confidence: 0.95 }] : []
}

/** "data-a-dynamic-image" maps each address to its width and height. */
function largest(image: Element): string {
  const sizes = parseLooseJson(attributeOf(image, 'data-a-dynamic-image'))
  if (typeof sizes !== 'object' || sizes === null) return ''
  const width = (size: unknown) => (Array.isArray(size) && typeof size[0] === 'number' ? size[0] : 0)
  return Object.entries(sizes).sort(([, a], [, b]) => width(b) - width(a))[0]?.[0] ?? ''
}

function availability(page: PageContext): Candidate[] {
  const [block] = allIn(
    page.tree,
    '#availability,#availabilityInsideBuyBox_feature_div,#exports_desktop_undeliverable_buybox',
    1,
  )
  const text = block ? cleanText(textOf(block, 2000)).toLowerCase() : ''
  return gone.test(text) ? [{ field: 'availability', value: 'OutOfStock', confidence: 0.95 }] : []
}
