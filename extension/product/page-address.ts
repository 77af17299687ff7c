import { isVariantName } from './variant-parameters.ts'

/*
 * Addresses as pages have them. What needs the long list of tracking parameters is in address.ts: the capture script,
 * which runs in pages and has to be small, does without.
 */

/**
 * The address of what a page shows: what its link rel=canonical says, taken only within the same site and when it is
 * not the site's home page, with the parameters of `address` that choose a variant, because canonical links name the
 * product without them; else `address`. Undefined for what is not http(s).
 */
export function pageAddress(address: string, canonical?: string): URL | undefined {
  const page = webAddress(address)
  if (!page) return undefined
  const link = canonical === undefined ? undefined : webAddress(canonical, page)
  return link && namesThisPage(link, page) ? withVariant(link, page) : page
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
    if (isVariantName(name) && !merged.searchParams.has(name)) merged.searchParams.append(name, value)
  return merged
}

/** Whether the fragment chooses what a single-page shop shows. */
export function routes(url: URL): boolean {
  return /^#!?\//.test(url.hash) || url.hash.startsWith('#!')
}
