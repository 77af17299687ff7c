import { getDomain } from 'tldts'
import { toBase64Url } from '../base64.ts'
import type { LineKey } from '../cart/cart-view.ts'
import { canonicalAddress } from './address.ts'
import { plainHost, webAddress } from './page-address.ts'
import type { Product } from './product.ts'
import { isLocale, isVariant } from './query-parameters.ts'

/*
 * Which captures are the same product: the line key of cart-model. It must come out the same on every device, so
 * nothing in it may depend on the browser, the visitor or the way to the page.
 */

/**
 * What makes `product` the product it is, as one string: the shop's registrable domain, then, in this order of
 * preference, the platform's product id, the SKU, or the path of the page, then what tells its variants apart.
 * Undefined for a product without a shop (typed by hand), or one of which nothing is known but the title.
 */
export function productIdentity(product: Product): string | undefined {
  if (!product.shop) return undefined
  const name = nameAtShop(product)
  if (!name) return undefined
  const parts = [registrableDomain(product.shop.domain), ...name, variantOf(product)]
  return parts.map(part => part.normalize('NFC').toLowerCase().trim()).join('\n')
}

/**
 * 22 url-safe characters: the first 16 bytes of SHA-256 over the identity. A product without identity gets a random
 * key, and so a line of its own each time.
 */
export async function lineKey(product: Product): Promise<LineKey> {
  const identity = productIdentity(product)
  if (identity === undefined) return randomLineKey()
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(identity))
  return toBase64Url(new Uint8Array(digest, 0, 16))
}

/** A key for a product that was typed by hand. */
export function randomLineKey(): LineKey {
  return toBase64Url(globalThis.crypto.getRandomValues(new Uint8Array(16)))
}

/**
 * The product with `shop.domain` as the registrable domain ("www.shop.co.uk" -> "shop.co.uk") and its address without
 * what does not last. Capture gives the host and the page's address, because the public suffix list and that of tracking
 * parameters are too large for a script that runs in pages.
 */
export function withLastingNames(product: Product): Product {
  const { shop, url, ...rest } = product
  const address = url === undefined ? undefined : canonicalAddress(url)
  return {
    ...rest,
    ...(address !== undefined && { url: address }),
    ...(shop && { shop: { ...shop, domain: registrableDomain(shop.domain) } }),
  }
}

/** On shared platforms (myshopify.com, in the list's private part) each shop has its own; hosts without one stand for themselves. */
function registrableDomain(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? plainHost(host)
}

function nameAtShop(product: Product): [kind: string, name: string] | undefined {
  const { platform, sku, url } = product
  if (platform?.product) return ['id', `${platform.name} ${platform.product}`]
  if (sku) return ['sku', sku]
  const canonical = url === undefined ? undefined : canonicalAddress(url)
  return canonical === undefined ? undefined : ['path', pathOf(new URL(canonical))]
}

/** The path and the parameters that are neither variant nor language, the fragment of single-page shops included. */
function pathOf(url: URL): string {
  const path = decoded(url.pathname)
    .replace(/\/(?:index\.\w+)?$/, '')
    .replace(/^\/([a-z]{2})(?:[-_][a-z]{2})?(?=\/)/i, (part, language: string) =>
      languages.has(language.toLowerCase()) ? '' : part,
    )
  const parameters = [...url.searchParams].filter(([name]) => !isVariant(name) && !isLocale(name))
  return `${path}?${parameters.map(pair => pair.join('=')).join('&')}${url.hash}`
}

/** What tells this variant from its siblings: the platform's id of it, else the address' parameters, else its name. */
function variantOf(product: Product): string {
  if (product.platform?.variant) return product.platform.variant
  const url = product.url === undefined ? undefined : webAddress(product.url)
  const chosen = [...(url?.searchParams ?? [])].filter(([name]) => isVariant(name)).sort()
  if (chosen.length > 0) return chosen.map(pair => pair.join('=')).join('&')
  return product.variant?.replace(/\s+/g, ' ') ?? ''
}

/** Languages of the world's shops, as the first part of a path has them ("/de-at/…"). */
const languages = new Set(
  (
    'ar bg bn bs ca cs da de el en es et fa fi fr he hi hr hu id is it ja ka kk ko lt lv mk ms nb nl no pl pt ro ru sk ' +
    'sl sq sr sv th tr uk ur uz vi zh'
  ).split(' '),
)

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not UTF-8 in percent signs: the path as it stands is as good a name.
    return path
  }
}
