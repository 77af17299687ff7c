import { limits } from '../limits.ts'
import { pageAddress, routes } from './page-address.ts'
import { isTracking } from './query-parameters.ts'

/**
 * The lasting address of a product's page: that of pageAddress without tracking parameters, credentials and fragments
 * (a fragment that routes, "#/" or "#!", stays); parameters are sorted. Undefined for what is not http(s) or too long.
 * Applying it to its own result changes nothing.
 */
export function canonicalAddress(address: string, canonical?: string): string | undefined {
  const page = pageAddress(address, canonical)
  const clean = page && cleaned(page).href
  return clean !== undefined && clean.length <= limits.url ? clean : undefined
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
