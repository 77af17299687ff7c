import type { CartLine } from '../../extension/cart/cart-view.ts'
import { currencyOfLocale } from '../../extension/product/currency.ts'
import { majorToMinor, minorToMajor } from '../../extension/product/decimal.ts'
import type { Money } from '../../extension/product/money.ts'
import { readPrice } from '../../extension/product/price-text.ts'

/** `none`: the field is empty; `unreadable`: it holds something that is no price. */
export type TypedPrice =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'price'; readonly money: Money }

/** A price as a person types it ("12,50", "1.299 €"). A currency in the text itself outranks the chosen one. */
export function readTypedPrice(typed: string, currency: string): TypedPrice {
  if (typed.trim() === '') return { kind: 'none' }
  const written = /[-−]\s*\d/.test(typed) ? undefined : readPrice(typed, { currency })
  const code = written?.currency ?? currency
  const amount = written && majorToMinor(written.decimal, code)
  return amount === undefined ? { kind: 'unreadable' } : { kind: 'price', money: { amount, currency: code } }
}

/** `money` without its currency, ready to be changed in a field: "12,50" where the comma divides. */
export function typedAmount(money: Money, language: string): string {
  const separator = new Intl.NumberFormat(language).formatToParts(0.5).find(part => part.type === 'decimal')
  return minorToMajor(money.amount, money.currency).replace('.', separator?.value === ',' ? ',' : '.')
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
