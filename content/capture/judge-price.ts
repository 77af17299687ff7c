import type { Source } from '../../extension/messages/popup-surface.ts'
import { hintedCurrency } from '../../extension/product/currency-symbol.ts'
import { majorToMinor } from '../../extension/product/decimal.ts'
import type { Money } from '../../extension/product/money.ts'
import type { WrittenPrice } from '../../extension/product/price-text.ts'
import type { PageContext } from './page-context.ts'

/** A price with the method that read it. */
export interface SourcedPrice {
  readonly value: WrittenPrice
  readonly confidence: number
  readonly source: Source
}

/** Less than this is no price: a wrong one is worse than none. */
const enough = 0.45

/**
 * The price that the methods agree on. Methods that read the same amount strengthen each other; markup that says what
 * the page shows nowhere is doubted when the page shows another price clearly, because the shown one is paid.
 */
export function judgePrice(
  prices: readonly SourcedPrice[],
  page: PageContext,
): { money: Money; source: Source } | undefined {
  const shown = prices.filter(({ source }) => source === 'page')
  const clear = Math.max(0, ...shown.map(({ confidence }) => confidence))
  const amounts = [...new Set(prices.map(({ value }) => Number(value.decimal)))]
  const judged = amounts.map(amount => {
    const alike = prices.filter(({ value }) => Number(value.decimal) === amount)
    const isShown = alike.some(({ source }) => source === 'page')
    const doubt = !isShown && clear > 0.6 ? 0.6 : 1
    return { alike, confidence: together(alike) * doubt }
  })
  const best = judged.sort((a, b) => b.confidence - a.confidence)[0]
  if (!best || best.confidence < enough) return undefined
  return asMoney(best.alike, page)
}

/** Each method counts once, with its best find. */
function together(prices: readonly SourcedPrice[]): number {
  const bySource = new Map<Source, number>()
  for (const { source, confidence } of prices)
    bySource.set(source, Math.max(confidence, bySource.get(source) ?? 0))
  return 1 - [...bySource.values()].reduce((wrong, confidence) => wrong * (1 - confidence), 1)
}

function asMoney(
  alike: readonly SourcedPrice[],
  page: PageContext,
): { money: Money; source: Source } | undefined {
  const sorted = [...alike].sort((a, b) => b.confidence - a.confidence)
  // Where the page shows what its markup says, the markup is named: it leaves less room for error.
  const best = sorted.find(({ source }) => source !== 'page') ?? sorted[0]
  const currency = currencyOf(alike, page)
  if (!best || !currency) return undefined
  const amount = majorToMinor(best.value.decimal, currency)
  return amount === undefined ? undefined : { money: { amount, currency }, source: best.source }
}

/** What most say; where nobody does, what the page's host and language hint at; last, what a shared symbol mostly means. */
function currencyOf(alike: readonly SourcedPrice[], page: PageContext): string | undefined {
  const votes = new Map<string, number>()
  for (const { value, confidence } of alike)
    if (value.currency) votes.set(value.currency, (votes.get(value.currency) ?? 0) + confidence)
  const [most] = [...votes].sort(([, a], [, b]) => b - a)
  const likely = alike.find(({ value }) => value.likely)?.value.likely
  return (
    most?.[0] ?? (likely && !page.hints.currency ? likely : undefined) ?? hintedCurrency(page.hints) ?? likely
  )
}
