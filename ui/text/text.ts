import type { MessageKey, PluralKey } from '../../extension/messages/message-key.ts'
import { formatMoney, type Money } from '../../extension/product/money.ts'

/** Words, numbers, prices and times as the person reads them. */
export interface Text {
  (key: MessageKey, ...substitutions: string[]): string
  /** The form of `base` that fits `count`; the count itself is the first substitution. */
  plural(base: PluralKey, count: number, ...rest: string[]): string
  money(money: Money): string
  /** With a symbol alone, where it is open which of its currencies is meant: "$12.50". */
  openMoney(money: Money): string
  /** "Canadian Dollar" */
  currency(code: string): string
  number(value: number): string
  /** "12 kB" */
  size(bytes: number): string
  /** "14:32" today, with the date on any other day. */
  time(at: number): string
  /** "9 Jan", with the year if it is another. */
  date(at: number): string
  /** "Ana, Ben and Cem". */
  list(parts: readonly string[]): string
  readonly language: string
}

/** Where a page's words come from. */
export interface Language {
  message(key: MessageKey, substitutions?: readonly string[]): string
  /** BCP 47 tag that numbers, prices and times are written in. */
  readonly language: string
}

export function createText({ message, language }: Language): Text {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  const currencies = new Intl.DisplayNames(language, { type: 'currency' })
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  const plain = (key: MessageKey, ...substitutions: string[]): string => message(key, substitutions)
  return Object.assign(plain, {
    language,
    plural(base: PluralKey, count: number, ...rest: string[]) {
      // A language may have forms (few, many) that the English catalogue does not name: `message` then gives ''.
      const form = `${base}_${rules.select(count)}` as MessageKey
      const substitutions = [numbers.format(count), ...rest]
      return message(form, substitutions) || message(`${base}_other`, substitutions)
    },
    money: (money: Money) => formatMoney(money, language),
    openMoney: (money: Money) => formatMoney(money, language, 'narrow'),
    currency: (code: string) => currencies.of(code) ?? code,
    number: (value: number) => numbers.format(value),
    size: (bytes: number) => formatSize(bytes, language),
    time: (at: number) => formatTime(at, language),
    date: (at: number) => formatDate(at, language),
    list: (parts: readonly string[]) => lists.format(parts),
  })
}

function formatTime(at: number, language: string): string {
  const today = new Date(at).toDateString() === new Date().toDateString()
  const date = today ? {} : ({ day: 'numeric', month: 'short' } as const)
  return new Intl.DateTimeFormat(language, { ...date, hour: '2-digit', minute: '2-digit' }).format(at)
}

function formatDate(at: number, language: string): string {
  const sameYear = new Date(at).getFullYear() === new Date().getFullYear()
  const year = sameYear ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...year }).format(at)
}

function formatSize(bytes: number, language: string): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1000, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const maximumFractionDigits = value < 10 && unit !== 'byte' ? 1 : 0
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits }).format(value)
}
