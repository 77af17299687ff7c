import type { Source } from '../../extension/messages/popup-surface.ts'
import { hintedCurrency } from '../../extension/product/currency-symbol.ts'
import { majorToMinor } from '../../extension/product/decimal.ts'
import type { Money } from '../../extension/product/money.ts'
import type { PageContext } from './page-context.ts'
import type { SourcedPrice } from './sourced.ts'

// These read what the page shows, the others what it says to machines.
const shownBy: ReadonlySet<Source> = new Set(['page', 'shop', 'platform'])

/** `isOpen`: nothing but a symbol that several currencies share speaks for its currency. */
export interface JudgedPrice {
  readonly value: Money
  readonly source: Source
  readonly isOpen: boolean
}

/** Less than this is no price: a wrong one is worse than none. */
const enough = 0.45

/**
 * The price that the methods agree on. Methods that read the same amount strengthen each other; markup that says what
 * the page shows nowhere is doubted when the page shows another price clearly, because the shown one is paid.
 */
export function judgePrice(prices: readonly SourcedPrice[], page: PageContext): JudgedPrice | undefined {
  const shown = prices.filter(({ source }) => source === 'page')
  const clear = Math.max(0, ...shown.map(({ confidence }) => confidence))
  const judged = amountsOf(prices).map(alike => {
    const isShown = alike.some(({ source }) => shownBy.has(source))
    const doubt = !isShown && clear > 0.6 ? 0.6 : 1
    return { alike, confidence: together(alike) * doubt }
  })
  const best = judged.sort((a, b) => b.confidence - a.confidence)[0]
  if (!best || best.confidence < enough) return undefined
  return asMoney(best.alike, page)
}

/** The prices by amount. The same number of another currency is another amount; one whose currency is open is either. */
function amountsOf(prices: readonly SourcedPrice[]): SourcedPrice[][] {
  const marked = prices.filter(({ value }) => value.currency)
  const amounts = new Map<string, SourcedPrice[]>()
  for (const { value } of [...marked, ...prices]) {
    const isSame = (other: SourcedPrice) => Number(other.value.decimal) === Number(value.decimal)
    if (!value.currency && marked.some(isSame)) continue
    const alike = prices.filter(
      each => isSame(each) && (!each.value.currency || each.value.currency === value.currency),
    )
    amounts.set(`${Number(value.decimal)} ${value.currency}`, alike)
  }
  return [...amounts.values()]
}

/** Each method counts once, with its best find. */
function together(prices: readonly SourcedPrice[]): number {
  const bySource = new Map<Source, number>()
  for (const { source, confidence } of prices)
    bySource.set(source, Math.max(confidence, bySource.get(source) ?? 0))
  return 1 - [...bySource.values()].reduce((wrong, confidence) => wrong * (1 - confidence), 1)
}

function asMoney(alike: readonly SourcedPrice[], page: PageContext): JudgedPrice | undefined {
  const sorted = [...alike].sort((a, b) => b.confidence - a.confidence)
  // Where the page shows what its markup says, the markup is named: it leaves less room for error.
  const best = sorted.find(({ source }) => source !== 'page') ?? sorted[0]
  const currency = priceCurrency(alike, page)
  if (!best || !currency) return undefined
  const amount = majorToMinor(best.value.decimal, currency)
  const isOpen = alike.every(({ value }) => !value.currency) && alike.some(({ value }) => value.likely)
  return amount === undefined ? undefined : { value: { amount, currency }, source: best.source, isOpen }
}

/** What most say; where nobody does, what the page's host and language hint at; last, what a shared symbol mostly means. */
export function priceCurrency(alike: readonly SourcedPrice[], page: PageContext): string | undefined {
  const votes = new Map<string, number>()
  for (const { value, confidence } of alike)
    if (value.currency) votes.set(value.currency, (votes.get(value.currency) ?? 0) + confidence)
  const [most] = [...votes].sort(([, a], [, b]) => b - a)
  const likely = alike.find(({ value }) => value.likely)?.value.likely
  return most?.[0] ?? likely ?? hintedCurrency(page.hints)
}

/** More than this many times the price is no price of the same thing before a discount. */
const mostTimes = 20

/** What the page says it cost before: the most trusted amount in the price's currency that is above the price. */
export function judgeListPrice(
  prices: readonly SourcedPrice[],
  price: Money,
): { value: Money; source: Source } | undefined {
  for (const { value, source } of [...prices].sort((a, b) => b.confidence - a.confidence)) {
    if (value.currency && value.currency !== price.currency) continue
    const amount = majorToMinor(value.decimal, price.currency)
    if (amount !== undefined && amount > price.amount && amount < price.amount * mostTimes)
      return { value: { amount, currency: price.currency }, source }
  }
  return undefined
}
