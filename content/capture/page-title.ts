import { plainHost } from '../../extension/product/page-address.ts'
import { cleanText } from './clean-text.ts'
import { attributeOf, closest, first, isShown, textOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { allIn, type PageTree } from './page-tree.ts'
import { sameWords } from './same-words.ts'

/** The heading that names the page's product, with its text. */
export interface PageTitle {
  readonly element: Element
  readonly text: string
  readonly confidence: number
}

/** The heading that has most in common with the title element; headings of dialogs, menus and the like come last. */
export function findTitle(page: PageContext): PageTitle | undefined {
  const before = known.get(page.tree)
  if (before) return before.title
  const title = search(page)
  known.set(page.tree, { title })
  return title
}

const known = new WeakMap<PageTree, { readonly title: PageTitle | undefined }>()

function search(page: PageContext): PageTitle | undefined {
  const headings = [
    ...allIn(page.tree, 'h1', 30),
    ...allIn(page.tree, '[itemprop="name"]:not(meta)', 10),
    ...allIn(page.tree, 'h2', 40),
  ]
  const inTexts = (selector: string) => likeliest(allIn(page.tree, selector, 1000), page)
  const best = likeliest(headings, page) ?? inTexts(named) ?? inTexts('span,td,strong,b,font,p')
  return best && { ...best, text: shownText(best) }
}

/** Shops without headings mostly name the element so. */
const named = '[class*="title" i],[class*="name" i]'

function likeliest(elements: readonly Element[], page: PageContext): PageTitle | undefined {
  return elements.flatMap(element => rate(element, page) ?? []).sort((a, b) => b.confidence - a.confidence)[0]
}

/** Without what is in the heading and not shown; only then, because the shown text may be in capitals by the style sheet. */
function shownText({ element, text }: PageTitle): string {
  // biome-ignore lint/performance/useDomNodeTextContent: what is shown is asked for
  const shown = element instanceof HTMLElement ? cleanText(element.innerText) : ''
  return shown && shown.length < text.length ? shown : text
}

function rate(element: Element, page: PageContext): PageTitle | undefined {
  const text = cleanText(textOf(element))
  if (
    text.length < 2 ||
    text.length > 300 ||
    looksLikeCode(text) ||
    isLogo(element, text) ||
    isSite(text, page)
  )
    return undefined
  const common = page.title ? sameWords(text, page.title) : 0
  const tag = element.localName
  const base = tag === 'h1' ? 0.45 : tag !== 'h2' && element.hasAttribute('itemprop') ? 0.2 : 0.1
  const aside = closest(element, frames) !== null || isInPageHeader(element) || !isShown(element)
  const others = closest(element, otherParts) !== null
  const confidence = base + common * 0.35 - (aside ? 0.2 : 0) - (others ? 0.15 : 0)
  return confidence > 0.25 ? { element, text, confidence } : undefined
}

const frames = 'nav,footer,dialog,[role="dialog"],[hidden],aside'
const otherParts = '[class*="review" i],[class*="related" i],[class*="recommend" i]'

/** A header is the page's, unless it is in a part that has headers of its own. */
function isInPageHeader(element: Element): boolean {
  const header = closest(element, 'header')
  return header !== null && closest(header, 'main,article,section') === null
}

/** Many shops have their own name as the first heading of every page, with a link to their first page. */
function isLogo(element: Element, text: string): boolean {
  const link = first(element, 'a[href]') ?? closest(element, 'a[href]')
  const isHome = link && /^(?:(?:https?:)?\/\/[^/]*)?\/?$/.test(attributeOf(link, 'href'))
  return !!isHome && cleanText(textOf(link)) === text
}

const looksLikeCode = (text: string): boolean => /[{};].*[{};]|^https?:/.test(text)

/** Where titles are put together: "Green tea | Shop". */
export const titleParts = (title: string): string[] =>
  title.split(/\s+[|–—·•»›-]\s+|\s*[|｜]\s*|\s+::\s+/).filter(Boolean)

/** `title` without the shop's name, slogans and prices around it: "Green tea | Shop" is "Green tea". */
export function withoutShop(
  title: string,
  shop: string | undefined,
  page: PageContext,
  heading?: string,
): string {
  const parts = titleParts(title)
  if (parts.length < 2) return withoutTrailer(title, shop)
  if (heading) {
    const match = parts.find(part => part.toLowerCase() === heading.toLowerCase())
    if (match) return match
  }
  const kept = parts.filter(part => !isShopName(part, shop, page) && !/\p{Sc}\s?\d/u.test(part))
  if (kept.length === parts.length) return title
  const from = title.indexOf(kept[0] ?? '')
  const last = kept.at(-1) ?? ''
  return kept.length === 0 ? title : title.slice(from, title.indexOf(last, from) + last.length)
}

/** "Green tea at Shop", "Green tea by Shop". */
function withoutTrailer(title: string, shop: string | undefined): string {
  if (!shop) return title
  const end = title.toLowerCase().lastIndexOf(shop.toLowerCase())
  return end > 3 && end + shop.length === title.length
    ? title.slice(0, end).replace(/[\s,:-]+(?:at|by|from|bei|chez|en|@)?\s*$/i, '')
    : title
}

const siteOf = (page: PageContext): string => plainHost(page.address.hostname).split('.')[0] ?? ''

/** Whether the text is what the page's host is called. */
const isSite = (text: string, page: PageContext): boolean => plainWord(text) === plainWord(siteOf(page))

function isShopName(part: string, shop: string | undefined, page: PageContext): boolean {
  const plain = plainWord(part)
  if (!plain) return true
  const site = siteOf(page)
  const names = [shop, site, plainHost(page.address.hostname)].flatMap(name => (name ? plainWord(name) : []))
  return names.some(
    name =>
      name === plain ||
      (name.length > 3 && plain.startsWith(name)) ||
      (plain.length > 3 && name.startsWith(plain)),
  )
}

const plainWord = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
