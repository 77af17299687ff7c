import { limits } from '../../extension/limits.ts'
import type { PriceHints } from '../../extension/product/currency-symbol.ts'
import { pageAddress } from '../../extension/product/page-address.ts'
import type { Sign } from './candidate.ts'
import { cleanText } from './clean-text.ts'
import type { Deadline } from './deadline.ts'
import { attributeOf, first, textOf } from './dom.ts'
import { type PageTree, treeOf } from './page-tree.ts'

/** The page that is read, as every method gets it. */
export interface PageContext {
  readonly tree: PageTree
  readonly root: Element
  readonly address: URL
  /** What the canonical link says, else the page's own address; absent where that is none that can be kept. */
  readonly url?: string
  /** Whether the address has changed since the document was opened: what is on screen may be newer than the markup. */
  readonly hasMoved: boolean
  /** The title element's text. */
  readonly title: string
  /** What tells a currency; `currency` is filled in by what the markup says. */
  readonly hints: PriceHints
  /** What the methods before saw. */
  readonly signs: ReadonlySet<Sign>
  readonly deadline: Deadline
}

export function readContext(
  document: Document,
  address: string,
  deadline: Deadline,
  openedAt = address,
): PageContext {
  const tree = treeOf(document)
  const { root } = tree
  const page = new URL(address)
  const hasMoved = pathOf(openedAt) !== page.pathname
  const link = first(root, 'link[rel~="canonical" i][href]')
  const canonical = link && attributeOf(link, 'href')
  const isOld = hasMoved && canonical !== undefined && pathOf(canonical, page) !== page.pathname
  const url = pageAddress(address, isOld ? undefined : canonical)?.href
  const title = first(root, 'title')
  return {
    tree,
    root,
    address: page,
    ...(url !== undefined && url.length <= limits.url && { url }),
    hasMoved,
    title: title ? cleanText(textOf(title)) : '',
    hints: { host: page.hostname, locale: attributeOf(root, 'lang').slice(0, 20) },
    signs: new Set(),
    deadline,
  }
}

const pathOf = (address: string, base?: URL): string =>
  URL.canParse(address, base?.href) ? new URL(address, base?.href).pathname : ''
