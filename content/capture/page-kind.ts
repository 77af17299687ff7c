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
  'article-type': -0.5,
  'product-names': 1,
  'buy-button': 1,
  'many-buy-buttons': -0.5,
  'price-shown': 1,
  'site-product': 2,
  'no-price': 0,
  'title-in-address': 1,
}

// What product pages have in their path on the large shop systems and markets, with the product's name or number behind it.
const productPath =
  /\/(?:products?|prod|prd?|dp|ip|gp\/product|itm|item|listing|pd[px]?|produkt\w*|producto|produit|prodotto|produs|tovar|goods|artikel|classified-ads?)\/[^/]{3,}|\/p\/[^/]*[\da-z-]{4,}|[-/]p[-/]?\d{4,}|\/[\w-]+\/p$/i
// A number of its own, or a file of its own, may be anything's.
const numberedPath = /\d{5,}|[-_]\d{3,}(?:\.html?)?$/
const otherPath =
  /\/(?:cart|basket|carrito|carrinho|carrello|panier|warenkorb|winkelwagen|koszyk|kosik|sepet|checkout|search|login|account|wishlist|blogs?|news|articles?|category|categories|c|tags?|collections?\/[^/]+|pages?|about|help|faq|forum|threads?|wiki|docs)(?:\/|$)/i

/** The sum of what the signs and the address say; a page of one product has at least `enough`. */
export const enough = 2

export function scorePage(signs: Iterable<Sign>, address: URL): number {
  const seen = new Set(signs)
  const path = address.pathname
  let score = 0
  for (const sign of seen) score += weights[sign]
  // Articles name themselves in their address too: it counts where the address is one of products.
  if (seen.has('title-in-address') && !productPath.test(path))
    score -= numberedPath.test(path) ? weights['title-in-address'] / 2 : weights['title-in-address']
  if (path === '/' && address.search === '') return score - 2
  if (productPath.test(path)) score += 1
  else if (otherPath.test(path)) score -= 1.5
  else if (numberedPath.test(path)) score += 0.5
  if (/[?&](?:q|query|search|s|keyword)=/.test(address.search)) score -= 1.5
  return score
}
