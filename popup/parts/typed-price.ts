import type { CartLine } from '../../extension/cart/cart-view.ts'
import { currencyOfLocale, minorUnits } from '../../extension/product/currency.ts'
import { majorToMinor, minorToMajor } from '../../extension/product/decimal.ts'
import { westernDigits } from '../../extension/product/digits.ts'
import type { Money } from '../../extension/product/money.ts'
import { readPrice } from '../../extension/product/price-text.ts'

/** `none`: the field is empty; `unreadable`: it holds something that is no price. */
export type TypedPrice =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'price'; readonly money: Money }

/**
 * A price as a person types it ("12,50", "1.299 €"). A currency in the text itself outranks the chosen one. A lone
 * separator that is the decimal one of `language` (a BCP 47 tag) is one, however many digits follow; an amount with
 * more decimals than its currency has is unreadable rather than rounded.
 */
export function readTypedPrice(typed: string, currency: string, language: string): TypedPrice {
  if (typed.trim() === '') return { kind: 'none' }
  const written = /[-−]\s*\d/.test(typed) ? undefined : readPrice(typed, { currency, locale: language })
  if (!written) return { kind: 'unreadable' }
  const code = written.currency ?? (written.marked ? written.likely : undefined) ?? currency
  const decimal = loneDecimal(typed, language) ?? written.decimal
  const amount = fits(decimal, code) ? majorToMinor(decimal, code) : undefined
  return amount === undefined ? { kind: 'unreadable' } : { kind: 'price', money: { amount, currency: code } }
}

/** The number in `typed` where its one separator divides the fraction: that of `language`, or one with nothing before it. */
function loneDecimal(typed: string, language: string): string | undefined {
  const parts = /^\D*?(\d+|(?<!\p{L}))([.,])(\d+)\D*$/u.exec(westernDigits(typed))
  if (!parts) return undefined
  const [, whole = '', separator, fraction = ''] = parts
  return whole === '' || separator === decimalSeparator(language) ? `${whole || '0'}.${fraction}` : undefined
}

/** No digit of `decimal` would be lost. Cents that are none ("1500.00" yen) lose nothing. */
function fits(decimal: string, currency: string): boolean {
  const [, fraction = ''] = decimal.split('.')
  return fraction.length <= minorUnits(currency) || /^00?$/.test(fraction)
}

function decimalSeparator(language: string): ',' | '.' {
  const parts = new Intl.NumberFormat(language).formatToParts(0.5)
  return parts.find(part => part.type === 'decimal')?.value === ',' ? ',' : '.'
}

/** `money` without its currency, ready to be changed in a field: "12,50" where the comma divides. */
export function typedAmount(money: Money, language: string): string {
  return minorToMajor(money.amount, money.currency).replace('.', decimalSeparator(language))
}

// The currencies offered to everybody, besides those of the cart and of the person's region.
const common = [
  'EUR',
  'USD',
  'GBP',
  'JPY',
  'CHF',
  'CAD',
  'AUD',
  'INR',
  'CNY',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'BRL',
]

/** The choices of a currency field, the likeliest first: those of the cart, then that of the person's region. */
export function currencyChoices(lines: readonly CartLine[], language: string): readonly string[] {
  const used = lines.flatMap(line => line.product.price?.currency ?? [])
  const regional = currencyOfLocale(language)
  return [...new Set([...used, ...(regional ? [regional] : []), ...common])]
}
