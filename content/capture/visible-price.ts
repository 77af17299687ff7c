import { hasCurrency, hintedCurrency } from '../../extension/product/currency-symbol.ts'
import { westernDigits } from '../../extension/product/digits.ts'
import { readPrice } from '../../extension/product/price-text.ts'
import { attributeOf, isShown, nameOf, parentOf, tagOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import type { PageParts } from './page-parts.ts'
import type { PageTexts, Spot } from './page-texts.ts'
import { isStruck } from './price-look.ts'
import { largestFirst, lowerInstalments, paidFirst, type Rated, type VisiblePrice } from './price-order.ts'
import { beforeName, priceName } from './price-words.ts'
import { type FoundPrice, type Landmarks, nearness, partScore, ratePrice } from './rate-price.ts'
import { shortText } from './short-text.ts'

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
  const currency = hintedCurrency(page.hints)
  const prices: Rated[] = []
  const before: Rated[] = []
  for (const [at, each] of found.entries()) {
    if (at % 16 === 15 && page.deadline.passed()) break
    const { element, place, price } = each
    const isOld = isStruck(element)
    const times = repeated.get(price.decimal)
    const confidence =
      ratePrice(each, landmarks, alike.get(signature(each)) ?? 1, page, parts) -
      (isOld ? 0.6 : 0) +
      // Where a price is said in two currencies, that of the shop's country is asked.
      (price.currency === currency ? 0.02 : 0) +
      // Shops say the price again beside the button and in a bar that stays in view.
      (times && times > 1 && times < 6 ? 0.05 : 0)
    if (confidence > 0.15) prices.push({ price, element, place, confidence: Math.min(0.95, confidence) })
    const old = pricedBefore(each, isOld, landmarks, page, parts)
    if (old) before.push(old)
  }
  const [only, second] = prices
  // Nothing else on the page could be meant.
  if (only && !second && only.price.marked && partScore(only.element, page, parts) > -0.3)
    prices[0] = { ...only, confidence: Math.min(0.95, only.confidence + 0.2) }
  return {
    prices: paidFirst(largestFirst(lowerInstalments(prices).sort(byConfidence))),
    before: before.sort(byConfidence),
  }
}

const byConfidence = (a: Rated, b: Rated): number => b.confidence - a.confidence

/** A price before a discount stands with the product's title or button, struck out or named so. */
function pricedBefore(
  { element, price, place }: FoundPrice,
  isOld: boolean,
  landmarks: Landmarks,
  page: PageContext,
  parts: PageParts,
): Rated | undefined {
  const names = [element, parentOf(element)].map(each => (each ? nameOf(each) : '')).join(' ')
  if (!isOld && !beforeName.test(names)) return undefined
  const near = nearness(place, landmarks)
  if (near < 0.15 || partScore(element, page, parts) < -0.2) return undefined
  return { price, element, place, confidence: Math.min(0.7, 0.3 + near) }
}

function findPrices(spots: readonly Spot[], page: PageContext): FoundPrice[] {
  const found: FoundPrice[] = []
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

type Read = Omit<FoundPrice, 'place'> | 'nothing' | 'too long'

/** The smallest element around a text that reads as a price with its currency; in an element named after prices also without. */
function priceAt(node: Text, read: (element: Element) => Read): Omit<FoundPrice, 'place'> | undefined {
  let element = parentOf(node)
  let unmarked: Omit<FoundPrice, 'place'> | undefined
  for (let level = 0; element && level < 4; level++, element = parentOf(element)) {
    const found = read(element)
    if (found === 'too long') break
    if (found === 'nothing' || (level > 0 && !hasDigitsOf(node, found.price.decimal))) continue
    if (found.price.marked) return found
    unmarked ??= found
  }
  return unmarked
}

/** Whether the price is that of this text, and not of another that stands with it: "24" of "24 x 7 708" is none. */
function hasDigitsOf(node: Text, decimal: string): boolean {
  const digits = decimal.replace('.', '')
  return (westernDigits(node.data.slice(0, 200)).match(/\d+/g) ?? []).some(run => digits.includes(run))
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

const signature = ({ element }: FoundPrice): string => `${tagOf(element)}.${attributeOf(element, 'class')}`

function countAlike(found: readonly FoundPrice[], by: (each: FoundPrice) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of found) counts.set(by(each), (counts.get(by(each)) ?? 0) + 1)
  return counts
}
