/*
 * What class names and ids (in lower case, see nameOf) and the words beside a price say about which price it is.
 */

/** A class or id of prices, in the languages style sheets are written in. */
export const priceName =
  /price|preis|prix|precio|prezzo|preco|prijs|pris\b|cena|fiyat|harga|gia-|amount|cost|kaina|hinta|money/
/** The price paid now. */
export const currentName =
  /sale|special|current|final|now|our|actual|selling|offer|reduced|buy(?:ing|box)|promo|action|new|main|discounted/
const before = String.raw`old|was|strik\w*|crossed|rrp|msrp|uvp|original|previous|before|compare(?:[-_]?at)?`
const beforePrice = `(?:${before}|list|regular|retail|normal|full|market)[-_]?price|price[-_]*(?:${before}|list(?!ing)|standard)`
const standsAlone = `(?:^|[^a-z])(?:${before})(?:[^a-z]|$)|line-through`
/** The price before a discount, or the maker's. "Regular" is the price paid where there is no other. */
export const beforeName = new RegExp(`${standsAlone}|${beforePrice}|price\\S*regular`)
/** A price not paid now, or for something other than one piece of the product. */
export const otherName = new RegExp(
  [
    standsAlone,
    beforePrice.replace('regular|', ''),
    '(?:base|unit)[-_]?price|price[-_]*(?:base|unit|per)|saving|you-?save|discount-(?:amount|value|percent)',
    // What a much used plugin for WooCommerce says it is in other currencies.
    'woocs_price_info',
    'shipping|delivery|courier|versand|instal+ment|monthly|klarna|afterpay|deposit|(?:sub|cart-?|order-?)total|points|cashback|voucher|coupon|gift',
    // "Including tax" is what the buyer pays, "without tax" what shops say that know no tax.
    String.raw`\bex(?:cl(?:uding)?)?[-_]?(?:vat|tax)|(?<!in\w*[-_]|with(?:out)?[-_])\b(?:vat|tax)\b`,
  ].join('|'),
)
const products =
  'related|recommend|similar|up-?sell|cross-?sell|recently|viewed|bestsell|sponsor|accessor|mini-?cart|product-?(?:card|tile|thumb|grid|list(?!ing))'

/** The names of parts that show other products, and nothing else: tables and texts of the product may stand in any part. */
export const otherProducts = new RegExp(products)

/** A part of the page that shows other products, or the visitor's cart, or is of the page's frame. */
export const otherPart = new RegExp(
  `${products}|also|carousel|fbt|item-?\\w*-?card|slider|swiper|popular|suggest|bundle|together|\\bsims|cart-?(?:drawer|content|total|summary|popup)|basket|header|footer|navigation|nav-|menu|filter|facet|review|comment|compar|widget|sidebar|banner|popup|modal|newsletter|variants?-?(?:list|table)|product-?(?:item|box)`,
)

/** Words right before a price that say it is another one. */
export const otherWordsBefore =
  /(?<!\p{L})(?:was|rrp|msrp|list(?: price)?|regular|original(?:ly)?|retail|old price|save|off|over|under|above|shipping|delivery|statt|uvp|versand|ersparnis|avant|au lieu de|livraison|économi\w*|antes|ahorr\w*|envío|invece di|risparmi\w*|vorher|før|ord\.?|van|старая|скидка|доставка|zamiast|dostawa|before|compare at|value|deposit|from|ab|à partir de|desde|da|od|от|approx\w*\.?|about|ca\.|starting at|as low as|free|(?:ex(?:cl)?\.? )?(?:tax|vat|gst)|netto|éco-?part\w*|pfand|payments? of|or|x)\s*[:\-–]?\s*$/iu
/** Words right after a price that say it is for a part, a time or a measure. */
export const otherWordsAfter =
  /^\s*(?:\/\s*(?:\d+\s?)?\p{L}|(?:per|pro|par|por|al|a|je)\s+(?:month|monat|mois|mes|kg|week|day|year|mese)|mtl|shipping|off\b|versand|de descuento|скидк|rabatt|\(?(?:ex(?:cl|kl)?|bez|ohne|zzgl|plus|sin|без|\+)[.:]?\s?(?:de )?(?:tax|vat|gst|dph|iva|kdv|mwst|btw|ндс|mva)|netto|ht(?!\p{L}))/iu
