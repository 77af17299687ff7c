import { limits } from '../limits.ts'
import { isTracking, isVariant } from './query-parameters.ts'

/**
 * The lasting address of a product's page. `address` is where the page was read; `canonical` what its link
 * rel=canonical says, taken only within the same site and when it is not the site's home page; the parameters of
 * `address` that choose a variant are carried over, because canonical links name the product without them.
 * Tracking parameters, credentials and fragments go (a fragment that routes, "#/" or "#!", stays); parameters are
 * sorted. Undefined for what is not http(s) or too long. Applying it to its own result changes nothing.
 */
export function canonicalAddress(address: string, canonical?: string): string | undefined {
  const page = webAddress(address)
  if (!page) return undefined
  const link = canonical === undefined ? undefined : webAddress(canonical, page)
  const chosen = link && namesThisPage(link, page) ? withVariant(link, page) : page
  const clean = cleaned(chosen).href
  return clean.length <= limits.url ? clean : undefined
}

/** An absolute http(s) address, resolved against `base`, without what could make it dangerous to open. Undefined otherwise. */
export function webAddress(address: string, base?: URL): URL | undefined {
  const text = address.trim()
  if (!URL.canParse(text, base?.href)) return undefined
  const url = new URL(text, base?.href)
  if (!/^https?:$/.test(url.protocol) || !url.hostname) return undefined
  url.username = ''
  url.password = ''
  return url
}

/** A host without the labels that only choose a presentation: "m.shop.example" and "www.shop.example" are "shop.example". */
export function plainHost(host: string): string {
  const labels = host.toLowerCase().split('.')
  while (labels.length > 2 && /^(?:www\d*|m|mobile|mobil|touch|wap|amp)$/.test(labels[0] ?? ''))
    labels.shift()
  return labels.join('.')
}

function namesThisPage(link: URL, page: URL): boolean {
  const isHome = link.pathname === '/' && link.search === ''
  return (
    plainHost(link.hostname) === plainHost(page.hostname) &&
    (!isHome || page.pathname === '/') &&
    !routes(page)
  )
}

function withVariant(link: URL, page: URL): URL {
  const merged = new URL(link)
  for (const [name, value] of page.searchParams)
    if (isVariant(name) && !merged.searchParams.has(name)) merged.searchParams.append(name, value)
  return merged
}

/** Whether the fragment chooses what a single-page shop shows. */
function routes(url: URL): boolean {
  return /^#!?\//.test(url.hash) || url.hash.startsWith('#!')
}

function cleaned(url: URL): URL {
  const clean = new URL(url)
  if (!routes(clean)) clean.hash = ''
  const kept = [...clean.searchParams].filter(([name]) => !isTracking(name))
  kept.sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
  // Set only when something changed: writing it re-encodes parameters that the shop wrote in another way.
  const query = new URLSearchParams(kept).toString()
  if (query !== clean.searchParams.toString()) clean.search = query
  // A lone "?" or "#" is the same address.
  return new URL(clean.href.replace(/[?#]+$/, ''))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
