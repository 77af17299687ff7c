import type { Sign } from './candidate.ts'

/** How much each sign speaks for (or against) a page about one product. */
const weights: Readonly<Record<Sign, number>> = {
  product: 1,
  'product-offer': 1,
  'product-address': 0.5,
  'several-products': -1.5,
  listing: -1.5,
  article: -1.5,
  'product-type': 1.5,
  'buy-button': 1,
  'many-buy-buttons': -1,
  'price-shown': 1,
  'many-prices': -1,
}

const productPath =
  /\/(?:products?|p|dp|item|itm|artikel|produkt\w*|producto|produit|prodotto|tovar|goods|detail|pd|shop|gp\/product)[/-]|[-/]p[-/]?\d{3,}|\d{5,}/i
const otherPath =
  /\/(?:cart|basket|checkout|search|login|account|wishlist|blogs?|news|articles?|category|categories|c|tags?|collections?\/[^/]+|pages?|about|help|faq|forum|threads?|wiki|docs)(?:\/|$)/i

/** The sum of what the signs and the address say; a page of one product has at least `enough`. */
export const enough = 2

export function scorePage(signs: Iterable<Sign>, address: URL): number {
  let score = 0
  for (const sign of new Set(signs)) score += weights[sign]
  const path = address.pathname
  if (path === '/' && address.search === '') return score - 2
  if (/\/products?\//i.test(path) || productPath.test(path)) score += 0.5
  else if (otherPath.test(path)) score -= 1.5
  if (/[?&](?:q|query|search|s|keyword)=/.test(address.search)) score -= 1.5
  return score
}
