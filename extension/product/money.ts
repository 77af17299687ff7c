import * as v from 'valibot'
import { minorUnits } from './currency.ts'
import { majorToMinor, minorToMajor } from './decimal.ts'

/**
 * An amount of money: `amount` in integer minor units of `currency` (cents for EUR, yen for JPY), `currency`
 * an ISO 4217 code. Never negative. Amounts of different currencies are never added.
 */
export const moneySchema = v.object({
  amount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
})
export type Money = v.InferOutput<typeof moneySchema>

/** As many of another currency: what a price is once it is known which of the currencies with its symbol was meant. */
export function inCurrency(money: Money, currency: string): Money | undefined {
  const amount = majorToMinor(minorToMajor(money.amount, money.currency), currency)
  return amount === undefined ? undefined : { amount, currency }
}

/**
 * `money` as people write it in `locale` (a BCP 47 tag): "1.234,50 €". `narrow` writes the symbol alone, which several
 * currencies may share: "$12.50". Throws RangeError for a malformed tag.
 */
export function formatMoney(money: Money, locale: string, display: 'full' | 'narrow' = 'full'): string {
  const digits = minorUnits(money.currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: display === 'narrow' ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  // As text, so that an amount above 2^53 / 100 keeps its cents.
  return format.format(minorToMajor(money.amount, money.currency) as `${number}`)
}
