import { hasCurrency } from '../../extension/product/currency-symbol.ts'
import { readPrice, type WrittenPrice } from '../../extension/product/price-text.ts'
import { attributeOf, closest, isShown, nameOf, parentOf, tagOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import type { PageParts } from './page-parts.ts'
import type { PageTexts, Spot } from './page-texts.ts'
import { isStruck, letterSize } from './price-look.ts'
import {
  beforeName,
  currentName,
  otherName,
  otherWordsAfter,
  otherWordsBefore,
  priceName,
} from './price-words.ts'
import { shortText } from './short-text.ts'

/** A price that the page shows, and how likely it is the product's. */
export interface VisiblePrice {
  readonly price: WrittenPrice
  readonly confidence: number
}

/** Where the product is described: places among the page's texts. */
export interface Landmarks {
  readonly title?: number
  readonly buy?: number
}

interface Found {
  readonly price: WrittenPrice
  readonly element: Element
  readonly place: number
  readonly text: string
}

const mostPrices = 400

/** The prices on the page, the likeliest first; `before` are those struck out or named as what it cost before. */
export interface VisiblePrices {
  readonly prices: readonly VisiblePrice[]
  readonly before: readonly VisiblePrice[]
}

export function visiblePrices(
  texts: PageTexts,
  landmarks: Landmarks,
  page: PageContext,
  parts: PageParts,
): VisiblePrices {
  const found = findPrices(texts.spots, page)
  const alike = countAlike(found, signature)
  const repeated = countAlike(found, each => each.price.decimal)
  const prices: Rated[] = []
  const before: Rated[] = []
  for (const [at, each] of found.entries()) {
    if (at % 16 === 15 && page.deadline.passed()) break
    const { element, price } = each
    const isOld = isStruck(element)
    const times = repeated.get(price.decimal)
    const confidence =
      rate(each, landmarks, alike.get(signature(each)) ?? 1, page, parts) -
      (isOld ? 0.6 : 0) +
      // Shops say the price again beside the button and in a bar that stays in view.
      (times === 2 || times === 3 ? 0.05 : 0)
    if (confidence > 0.15) prices.push({ price, element, confidence: Math.min(0.95, confidence) })
    const old = pricedBefore(each, isOld, landmarks, page, parts)
    if (old) before.push(old)
  }
  return { prices: largestFirst(prices.sort(byConfidence)), before: before.sort(byConfidence) }
}

interface Rated extends VisiblePrice {
  readonly element: Element
}

const byConfidence = (a: Rated, b: Rated): number => b.confidence - a.confidence

/** Of prices that are about as likely, the one in the largest letters is the product's. */
function largestFirst(prices: readonly Rated[]): readonly VisiblePrice[] {
  const [best] = prices
  if (!best) return prices
  const sized = prices
    .slice(0, 10)
    .filter(({ confidence }) => confidence > best.confidence - 0.15)
    .map(rival => ({ rival, size: letterSize(rival.element) }))
  const [largest] = [...sized].sort((a, b) => b.size - a.size)
  if (!largest || !(largest.size > 1.2 * (sized[0]?.size ?? 0))) return prices
  const { rival } = largest
  return [{ ...rival, confidence: best.confidence }, ...prices.filter(each => each !== rival)]
}

/** A price before a discount stands with the product's title or button, struck out or named so. */
function pricedBefore(
  { element, price, place }: Found,
  isOld: boolean,
  landmarks: Landmarks,
  page: PageContext,
  parts: PageParts,
): Rated | undefined {
  const names = [element, parentOf(element)].map(each => (each ? nameOf(each) : '')).join(' ')
  if (!isOld && !beforeName.test(names)) return undefined
  const near = nearness(place, landmarks)
  if (near < 0.15 || partScore(element, page, parts) < -0.2) return undefined
  return { price, element, confidence: Math.min(0.7, 0.3 + near) }
}

function findPrices(spots: readonly Spot[], page: PageContext): Found[] {
  const found: Found[] = []
  const taken = new Set<Element>()
  const readOnce = remembering(element => readElement(element, page))
  for (const [at, { node, place }] of spots.entries()) {
    if (at % 64 === 63 && page.deadline.passed()) break
    const each = priceAt(node, readOnce)
    if (!each || taken.has(each.element)) continue
    taken.add(each.element)
    if (isShown(each.element) || isForReaders(each.element)) found.push({ ...each, place })
    if (found.length === mostPrices) break
  }
  return found
}

function remembering<T>(read: (element: Element) => T): (element: Element) => T {
  const known = new Map<Element, { readonly value: T }>()
  return element => {
    const before = known.get(element)
    if (before) return before.value
    const value = read(element)
    known.set(element, { value })
    return value
  }
}

/** Text for screen readers says in one piece what is drawn in several. */
const isForReaders = (element: Element): boolean =>
  /offscreen|sr-only|visually-?hidden|screen-reader/i.test(nameOf(element))

type Read = Omit<Found, 'place'> | 'nothing' | 'too long'

/** The smallest element around a text that reads as a price with its currency; in an element named after prices also without. */
function priceAt(node: Text, read: (element: Element) => Read): Omit<Found, 'place'> | undefined {
  let element = parentOf(node)
  let unmarked: Omit<Found, 'place'> | undefined
  for (let level = 0; element && level < 4; level++, element = parentOf(element)) {
    const found = read(element)
    if (found === 'too long') break
    if (found === 'nothing') continue
    if (found.price.marked) return found
    unmarked ??= found
  }
  return unmarked
}

function readElement(element: Element, page: PageContext): Read {
  const text = shortText(element, 60)
  if (text === undefined) return 'too long'
  const named = isNamedPrice(element)
  if ((!named && !hasCurrency(text)) || !isPriceLike(text)) return 'nothing'
  const price = readPrice(text, page.hints)
  return price && (price.marked || named) ? { price, element, text } : 'nothing'
}

/** Few words beside the number: "Now only 12.50 €", not a sentence, a date, a count or a size. */
function isPriceLike(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '').length
  return (
    letters <= 28 &&
    !/\d\s?(?:cm|mm|kg|ml|gb|mb|%)(?!\p{L})/iu.test(text.replace(/\/.*$/, '')) &&
    !/\d{1,2}[:/]\d{2}|\(\d+\)$/.test(text)
  )
}

const isNamedPrice = (element: Element): boolean =>
  priceName.test(nameOf(element)) || attributeOf(element, 'itemprop') === 'price'

const signature = ({ element }: Found): string => `${tagOf(element)}.${attributeOf(element, 'class')}`

function countAlike(found: readonly Found[], by: (each: Found) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of found) counts.set(by(each), (counts.get(by(each)) ?? 0) + 1)
  return counts
}

function rate(
  found: Found,
  landmarks: Landmarks,
  alike: number,
  page: PageContext,
  parts: PageParts,
): number {
  const { element } = found
  let score = 0.2 + nearness(found.place, landmarks) + nameScore(element) + partScore(element, page, parts)
  if (attributeOf(element, 'itemprop') === 'price') score += 0.25
  if (alike >= 5) score -= 0.1
  if (!found.price.marked) score -= 0.1
  // "(5,12 € / 100 ml)" compares, it does not ask.
  if (/^\(.*\)$/.test(found.text)) score -= 0.25
  if (Number(found.price.decimal) === 0) score -= 0.4
  score += wordScore(found)
  return Math.max(0, Math.min(0.95, score))
}

/** A price stands a little below the title and beside the button that buys. */
function nearness(place: number, { title, buy }: Landmarks): number {
  let score = 0
  if (title !== undefined) {
    const after = place - title
    score += after >= 0 ? 0.3 * Math.max(0, 1 - after / 120) : after > -12 ? 0.1 : -0.15
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
function partScore(element: Element, page: PageContext, parts: PageParts): number {
  let score = 0
  if (closest(element, 'nav,header,footer,aside,dialog,[role="dialog"]')) score -= 0.25
  // What another choice would cost.
  if (closest(element, 'button,label,li[role="option"]')) score -= 0.15
  const link = closest(element, 'a[href]')
  if (link && leadsElsewhere(attributeOf(link, 'href'), page)) score -= 0.4
  const around = parentOf(element)
  return around && parts.isOther(around) ? score - 0.3 : score
}

function leadsElsewhere(href: string, page: PageContext): boolean {
  if (/^(?:#|javascript:|$)/i.test(href) || !URL.canParse(href, page.address.href)) return false
  return new URL(href, page.address.href).pathname !== page.address.pathname
}

/** What the words around the number say, in its element and just outside it. */
function wordScore({ element, text }: Found): number {
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
