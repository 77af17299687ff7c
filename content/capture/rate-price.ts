import type { WrittenPrice } from '../../extension/product/price-text.ts'
import { attributeOf, closest, first, nameOf, parentOf } from './dom.ts'
import { leadsAway } from './leads-away.ts'
import type { PageContext } from './page-context.ts'
import type { PageParts } from './page-parts.ts'
import { currentName, otherName, otherWordsAfter, otherWordsBefore, priceName } from './price-words.ts'
import { shortText } from './short-text.ts'

/*
 * How likely a price on the page is that of the page's product: by where it stands, what its elements are called and
 * which words are beside it.
 */

/** Where the product is described: places among the page's texts. */
export interface Landmarks {
  readonly title?: number
  readonly buy?: number
}

/** A price, where the page has it, and the text of its element. */
export interface FoundPrice {
  readonly price: WrittenPrice
  readonly element: Element
  readonly place: number
  readonly text: string
}

/** Between 0 and 1; `alike` is how many prices have elements of the same tag and class. */
export function ratePrice(
  found: FoundPrice,
  landmarks: Landmarks,
  alike: number,
  page: PageContext,
  parts: PageParts,
): number {
  const { element } = found
  let score = 0.2 + nearness(found.place, landmarks) + nameScore(element) + partScore(element, page, parts)
  if (attributeOf(element, 'itemprop') === 'price') score += 0.25
  if (alike >= 5) score -= 0.1
  if (isInTile(element, alike > 1, page, parts)) score -= 0.4
  if (!found.price.marked) score -= 0.1
  // "(5,12 € / 100 ml)" compares, it does not ask.
  if (/^\(.*\)$/.test(found.text)) score -= 0.25
  if (Number(found.price.decimal) === 0) score -= 0.4
  score += wordScore(found)
  return Math.max(0, Math.min(0.95, score))
}

/** A price stands a little below the title, or right above it, and beside the button that buys. */
export function nearness(place: number, { title, buy }: Landmarks): number {
  let score = 0
  if (title !== undefined) {
    const after = place - title
    score += after >= 0 ? 0.3 * Math.max(0, 1 - after / 120) : after >= -4 ? 0.25 : after > -12 ? 0.1 : -0.15
  }
  if (buy !== undefined) score += 0.2 * Math.max(0, 1 - Math.abs(place - buy) / 60)
  return score
}

function nameScore(element: Element): number {
  let score = 0
  let isPrice = false
  let isCurrent = false
  for (let each: Element | null = element, level = 0; each && level < 4; level++, each = parentOf(each)) {
    const name = nameOf(each)
    if (level < 3 && otherName.test(name)) return -0.35
    isPrice ||= priceName.test(name)
    isCurrent ||= level < 2 && currentName.test(name)
  }
  if (isPrice) score += 0.2
  return isCurrent && isPrice ? score + 0.1 : score
}

/** Takes away for a place among other products, in the page's frame, or in a link that leads to another page. */
export function partScore(element: Element, page: PageContext, parts: PageParts): number {
  let score = 0
  // What another choice would cost.
  if (closest(element, 'button,label,li[role="option"]')) score -= 0.15
  // What can be added to it.
  if (closest(element, 'label:has([type="checkbox"])')) score -= 0.3
  const link = closest(element, 'a[href]')
  if (link && leadsAway(link, page)) score -= 0.4
  const around = parentOf(element)
  return around && parts.isOther(around) ? score - 0.3 : score
}

/** Such a part has not more text, in characters. */
const mostText = 300

/**
 * Whether it stands in one of several parts that are alike and begin with a link to another page: each is a product of
 * its own. Items of a list of prices are such, and parts of one name where the link is a picture's.
 */
function isInTile(element: Element, hasTwins: boolean, page: PageContext, parts: PageParts): boolean {
  const item = hasTwins && closest(element, 'li')
  if (item && isAfter(first(item, 'a[href]'), element, page)) return true
  for (let each: Element | null = element; each && !parts.hasTitle(each); each = parentOf(each)) {
    if (shortText(each, mostText) === undefined) break
    const picture = isRepeated(each) && first(each, 'a[href] img')
    if (picture && isAfter(closest(picture, 'a[href]'), element, page)) return true
  }
  return false
}

/** Whether the element stands after a link to another page, or holds it. */
function isAfter(link: Element | null | undefined, element: Element, page: PageContext): boolean {
  if (!link || leadsAway(link, page) === undefined) return false
  const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_CONTAINS: around } = Node
  return (link.compareDocumentPosition(element) & (after | around)) > 0
}

function isRepeated(element: Element): boolean {
  const name = attributeOf(element, 'class')
  const { previousElementSibling: previous, nextElementSibling: next } = element
  return name !== '' && [previous, next].some(other => other && attributeOf(other, 'class') === name)
}

/** What the words around the number say, in its element and just outside it. */
function wordScore({ element, text }: FoundPrice): number {
  const marked = text.search(/\p{Sc}\s?\p{Nd}|\p{Nd}[\p{Nd}.,\s]*(?:\p{Sc}|[A-Z]{3})/u)
  const at = marked >= 0 ? marked : text.search(/\p{Nd}/u)
  const before = text.slice(0, Math.max(0, at)) || outside(element, 'previous')
  const after =
    text.slice(at).replace(/^[\p{Sc}\s\p{Nd}.,'’]+(?:[A-Z]{3}|\p{Sc})?/u, '') || outside(element, 'next')
  return (otherWordsBefore.test(before) ? -0.3 : 0) + (otherWordsAfter.test(after) ? -0.3 : 0)
}

function outside(element: Element, side: 'previous' | 'next'): string {
  const sibling = side === 'previous' ? element.previousSibling : element.nextSibling
  const filled = sibling && !/\S/.test(sibling.nodeValue ?? 'x') ? sibling[`${side}Sibling`] : sibling
  if (filled instanceof Element) return shortText(filled, 30) ?? ''
  const text = filled?.nodeValue ?? ''
  return side === 'previous' ? text.slice(-40) : text.slice(0, 40)
}
