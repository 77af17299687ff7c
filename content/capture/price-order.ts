import type { WrittenPrice } from '../../extension/product/price-text.ts'
import { parentOf } from './dom.ts'
import { letterSize } from './price-look.ts'
import { shortText } from './short-text.ts'

/** A price that the page shows, and how likely it is the product's. */
export interface VisiblePrice {
  readonly price: WrittenPrice
  readonly confidence: number
}

/** One with the element that shows it and its place among the page's texts. */
export interface Rated extends VisiblePrice {
  readonly element: Element
  readonly place: number
}

/** Of prices that are about as likely, the one in the largest letters is the product's. */
export function largestFirst(prices: readonly Rated[]): readonly Rated[] {
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

/** A price that comes to another of the page when it is paid as often as is said beside it is likely a part of that one. */
export function lowerInstalments(prices: readonly Rated[]): Rated[] {
  const amounts = prices.map(({ price }) => Number(price.decimal))
  return prices.map(each => {
    const amount = Number(each.price.decimal)
    const around = shortText(parentOf(each.element) ?? each.element, 120) ?? ''
    const times = (around.match(/(?<![\d.,])\d{1,2}(?![\d.,])/g) ?? []).map(Number)
    const isPart = times.some(
      n => n > 1 && n !== amount && amounts.some(whole => Math.abs(whole - n * amount) < whole / 200),
    )
    return isPart ? { ...each, confidence: each.confidence - 0.3 } : each
  })
}

/** Prices of one thing share a parent, or its parent; the next product's price may be no farther away in the text. */
function isBeside(one: Element, other: Element): boolean {
  const around = parentOf(one)
  return !!around && (parentOf(around) ?? around).contains(other)
}

/** Whether words stand with it: "or 49 with our card". */
const isExplained = ({ element }: Rated): boolean =>
  (shortText(parentOf(element) ?? element, 200) ?? '').replace(/[^\p{L}]/gu, '').length > 24

/** Of two prices side by side of which nothing says which is which, the lower one is paid: the other was, before. */
export function paidFirst(prices: readonly Rated[]): readonly Rated[] {
  const [best] = prices
  if (!best) return prices
  const lower = prices.find(
    each =>
      each.confidence > best.confidence - 0.15 &&
      Math.abs(each.place - best.place) <= 4 &&
      isBeside(best.element, each.element) &&
      each.price.marked &&
      !isExplained(each) &&
      each.price.currency === best.price.currency &&
      Number(each.price.decimal) < Number(best.price.decimal) &&
      Number(each.price.decimal) > Number(best.price.decimal) * 0.3,
  )
  return lower
    ? [{ ...lower, confidence: best.confidence }, ...prices.filter(each => each !== lower)]
    : prices
}
