import { canonicalAddress } from '../../extension/product/address.ts'
import type { PriceHints } from '../../extension/product/currency-symbol.ts'
import { cleanText } from './clean-text.ts'
import { attributeOf, first, rootOf, textOf } from './dom.ts'

/** The page that is read, as every method gets it. */
export interface PageContext {
  readonly document: Document
  readonly root: Element
  readonly address: URL
  /** Canonical address; absent where the page's own is none that can be kept. */
  readonly url?: string
  /** The title element's text. */
  readonly title: string
  /** What tells a currency; `currency` is filled in by what the markup says. */
  readonly hints: PriceHints
}

export function readContext(document: Document, address: string): PageContext {
  const root = rootOf(document)
  const page = new URL(address)
  const link = first(root, 'link[rel~="canonical" i][href]')
  const url = canonicalAddress(address, link && attributeOf(link, 'href'))
  const title = first(root, 'title')
  return {
    document,
    root,
    address: page,
    ...(url !== undefined && { url }),
    title: title ? cleanText(textOf(title)) : '',
    hints: { host: page.hostname, locale: attributeOf(root, 'lang').slice(0, 20) },
  }
}
