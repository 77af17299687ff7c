import { attributeOf } from './dom.ts'
import type { PageContext } from './page-context.ts'

/** Where a link leads if that is another page, by path and query; undefined for one that acts on this page. */
export function leadsAway(link: Element, { address }: PageContext): string | undefined {
  const href = attributeOf(link, 'href')
  if (/^(?:#|javascript:|$)/i.test(href) || !URL.canParse(href, address.href)) return undefined
  const { hostname, pathname, search } = new URL(href, address.href)
  return hostname === address.hostname && pathname === address.pathname ? undefined : pathname + search
}
