import { minorUnits } from './currency.ts'
import { currencyIn, hinted, type PriceHints } from './currency-symbol.ts'
import { majorToMinor } from './decimal.ts'
import { westernDigits } from './digits.ts'
import type { Money } from './money.ts'
import { plainNumber } from './written-number.ts'

/** A price as written: `decimal` in major units ("1234.50"), `currency` when the text or the hints tell it. */
export interface WrittenPrice {
  readonly decimal: string
  readonly currency?: string
  /** The text itself has a currency's code, name or symbol, be it one that several currencies share. */
  readonly marked: boolean
  /** Where `currency` is open: what the shared symbol stands for most often. */
  readonly likely?: string
}

// One number with its separators. A space only separates groups of three digits.
const numberPattern = /\d+(?:[.,'’`´]\d+|[\s\u00a0\u202f\u2009]\d{3}(?!\d))*/g

// What joins the two ends of a range: "10 - 20", "10 – 20 €", "10 to 20", "de 10 à 20".
const rangeJoin =
  /^[^\d]{0,6}(?:\s[-–—~]\s?|[–—~～]|\b(?:to|bis|à|a|do|до|až|till|tot|och)\b|-\s*(?=\D*\d))[^\d]{0,6}$/iu

// The whole text, not a part of it: "Free shipping" is no price.
const freeOfCharge =
  /^\s*(?:free(?: to play)?|gratis|kostenlos|gratuit|gratuito|бесплатно|za darmo|zdarma|無料|免费|免費|무료)\s*!?\s*$/i

/**
 * Reads the price in a short text: "1.234,50 €", "US$ 1,299", "₹ 1,23,456.00", "CHF 1'299.–". A symbol that several
 * currencies share ($ kr ¥ Rs £) is decided by `hints`, else the currency stays open. Of several numbers the one that
 * has a currency beside it counts, else the first. A range, a percentage and a text without a number give undefined.
 */
export function readPrice(text: string, hints: PriceHints = {}): WrittenPrice | undefined {
  const western = joined(westernDigits(text.slice(0, 200)))
  if (freeOfCharge.test(western)) return { decimal: '0', marked: false }
  const numbers = numbersIn(western)
  if (isRange(western, numbers)) return undefined
  const read = numbers.map(number => ({ ...number, ...currencyIn(beside(western, number), hints) }))
  const chosen = read.find(n => n.currency || n.shared) ?? read[0]
  if (!chosen) return undefined
  const currency = chosen.currency ?? currencyIn(western, hints).currency
  const decimal = plainNumber(chosen.text, minorUnits(currency ?? hinted(hints)[0] ?? ''))
  if (decimal === undefined) return undefined
  const likely = currency ? undefined : chosen.likely
  return {
    decimal,
    ...(currency && { currency }),
    marked: !!currency || chosen.shared,
    ...(likely && { likely }),
  }
}

/** The same as money; undefined also when neither the text nor a hint tells the currency. */
export function readMoney(text: string, hints: PriceHints = {}): Money | undefined {
  const price = readPrice(text, hints)
  const currency = price?.currency ?? (price?.marked ? undefined : hinted(hints)[0])
  if (!price || !currency) return undefined
  const amount = majorToMinor(price.decimal, currency)
  return amount === undefined ? undefined : { amount, currency }
}

/** Numbers that are written in pieces put together: "118, 99 TL", "35€ 99", "22 99", ".75 €". */
function joined(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\.{2,}(?=\d{2}(?![\d.,]))/g, '.')
    .replace(/(\d)[.,]\s(\d{2})(?![\d.,])/g, '$1.$2')
    .replace(/(\d)\s?([€$£])\s?(\d{2})(?!\s?[\d.,%€$£])/g, '$1.$3 $2')
    .replace(/^(\P{L}{0,4}\d+)\s+(\d{2})(?=\s*\P{Nd}{0,5}$)/u, '$1.$2')
    .replace(/(^|[\s\p{Sc}])\.(?=\d{2}(?!\d))/gu, (_, before: string) => `${before}0.`)
}

interface FoundNumber {
  readonly text: string
  readonly start: number
  readonly end: number
}

function numbersIn(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const match of text.matchAll(numberPattern)) {
    const end = match.index + match[0].length
    if (isNoAmount(text.slice(0, match.index), text.slice(end))) continue
    found.push({ text: match[0], start: match.index, end })
    if (found.length === 6) break
  }
  return found
}

/** A percentage, a negative number, either half of a number with an exponent. */
function isNoAmount(before: string, after: string): boolean {
  return /^\s?[%٪]|^e[+-]?\d/i.test(after) || /\de[+-]?$/i.test(before) || isNegative(before)
}

/** A minus sign right before the number, not the dash of a range or of a word ("SKU-12"). */
function isNegative(before: string): boolean {
  return /(?:^|\s|\()[-−]\s?\p{Sc}?\s?$/u.test(before) && !/\d/.test(before)
}

function isRange(text: string, numbers: readonly FoundNumber[]): boolean {
  const [first, second] = numbers
  return (
    !!first && !!second && first.text !== second.text && rangeJoin.test(text.slice(first.end, second.start))
  )
}

/**
 * The few characters around a number, with 0 for it, up to the numbers next to it; not a sign that clings to the next
 * ("3 for €5").
 */
function beside(text: string, number: FoundNumber): string {
  const before = /[^\d]{0,8}$/.exec(text.slice(0, number.start))?.[0] ?? ''
  const after = /^[^\d]{0,9}/.exec(text.slice(number.end))?.[0] ?? ''
  const isNext = /\d/.test(text.charAt(number.end + after.length))
  return `${before}0 ${isNext ? after.replace(/(?:\s\p{Lu}{0,3}|(?<=\p{L}))\p{Sc}$/u, '') : after}`
}
