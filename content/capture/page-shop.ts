import { cleanText } from './clean-text.ts'
import { all, attributeOf, textOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { titleParts } from './page-title.ts'

/** The name that stands both in the page's title and on its link to the front page: "Green tea | Shop" under "Shop". */
export function findShopName(page: PageContext): string | undefined {
  const parts = titleParts(page.title).map(part => part.toLowerCase())
  for (const link of all(page.root, 'a[href]', 40)) {
    if (!leadsHome(link, page)) continue
    const [picture] = all(link, 'img[alt]', 1)
    const name = cleanText(textOf(link)) || cleanText(picture ? attributeOf(picture, 'alt') : '')
    if (name.length >= 2 && name.length <= 60 && parts.includes(name.toLowerCase())) return name
  }
  return undefined
}

function leadsHome(link: Element, { address }: PageContext): boolean {
  const target = attributeOf(link, 'href')
  if (!URL.canParse(target, address.href)) return false
  const { origin, pathname, search } = new URL(target, address.href)
  return origin === address.origin && pathname === '/' && search === ''
}
