import { currencyCode, currencyOfHost, currencyOfLocale } from './currency.ts'

/** What is known about the page a price was read from; used where a symbol or a number can mean two things. */
export interface PriceHints {
  /** BCP 47 tag of the page's language, as html[lang] has it. */
  readonly locale?: string
  /** Host name of the page. */
  readonly host?: string
  /** ISO 4217 code that the page itself names elsewhere (meta tags, markup). */
  readonly currency?: string
}

// Marks that name one currency, longest first so that "US$" is not read as "$". Letters match in any case.
const plainMarks: readonly (readonly [string, string])[] = (
  'US$ USD|AU$ AUD|A$ AUD|CA$ CAD|CDN$ CAD|C$ CAD|NZ$ NZD|HK$ HKD|NT$ TWD|S$ SGD|MX$ MXN|MXN$ MXN|R$ BRL|BR$ BRL|' +
  'RD$ DOP|TT$ TTD|€ EUR|₹ INR|₽ RUB|₴ UAH|₺ TRY|₩ KRW|₪ ILS|₫ VND|฿ THB|₱ PHP|₦ NGN|₡ CRC|' +
  '₲ PYG|₸ KZT|₼ AZN|₾ GEL|৳ BDT|₵ GHS|₭ LAK|₮ MNT|֏ AMD|៛ KHR|zł PLN|zl PLN|Kč CZK|kc CZK|Ft HUF|lei RON|лв BGN|' +
  'грн UAH|тг KZT|TL TRY|Rp IDR|RM MYR|S/. PEN|S/ PEN|Gs. PYG|円 JPY|원 KRW|บาท THB|ש"ח ILS|ש״ח ILS|SFr CHF|' +
  'Fr. CHF|KSh KES|CFA XOF|د.إ AED|درهم AED|ر.س SAR|ريال SAR|د.ك KWD|ج.م EGP|د.ب BHD|ر.ق QAR|ر.ع OMR|Dhs AED|' +
  'Dh AED|QR QAR|SR SAR|KD KWD|BD BHD|EURO EUR|eur EUR|euros EUR|Q GTQ|R ZAR|đ VND|VNĐ VND|kn HRK|рублей RUB|рубля RUB|र INR|؋ AFN'
)
  .split('|')
  .map(row => {
    const cut = row.lastIndexOf(' ')
    return [row.slice(0, cut), row.slice(cut + 1)] as const
  })

// Marks that several currencies share; the first listed is never taken without a hint.
const sharedMarks: readonly (readonly [string, string])[] = (
  '$ USD CAD AUD NZD MXN ARS CLP COP SGD HKD TWD UYU DOP JMD TTD BBD BSD|£ GBP EGP LBP SYP|¥ JPY CNY|￥ JPY CNY|元 CNY TWD HKD|' +
  'kr. DKK NOK SEK ISK|kr SEK NOK DKK ISK|Rs. INR PKR LKR NPR MUR|Rs INR PKR LKR NPR MUR|₨ PKR INR LKR NPR MUR|руб RUB BYN|р. RUB BYN|р RUB BYN|' +
  '﷼ IRR SAR OMR QAR YER|₤ GBP|Br BYN ETB|Bs. BOB VES|Bs BOB VES'
)
  .split('|')
  .map(row => {
    const cut = row.indexOf(' ')
    return [row.slice(0, cut), row.slice(cut + 1)] as const
  })

const marks = new Map(
  [...plainMarks, ...sharedMarks].map(([sign, list]) => [sign.toLowerCase(), list.split(' ')]),
)

const longestMark = Math.max(...[...marks.keys()].map(mark => mark.length))
const firstCharacters = new Set([...marks.keys()].map(mark => mark.charAt(0)))

/** The currencies that share a symbol with `likely`, itself first: what a price may be in whose currency is open. */
export function currenciesLike(likely: string): readonly string[] {
  const lists = sharedMarks.map(([, list]) => list.split(' '))
  return lists.find(([first]) => first === likely) ?? [likely]
}

export interface CurrencyFound {
  readonly currency?: string
  readonly shared: boolean
  /** Of a shared symbol, the currency it stands for most often: better than nothing, and never more. */
  readonly likely?: string
}

/**
 * The currency written in `text`, which is what stands right before or after a number. `shared` is true when a
 * symbol is there that several currencies use and no hint decides between them.
 */
export function currencyIn(text: string, hints: PriceHints): CurrencyFound {
  const [code] = codesIn(text)
  if (code) return { currency: code, shared: false }
  const choices = marks.get(firstMark(text) ?? '')
  if (!choices) return { shared: false }
  if (choices.length === 1) return { currency: choices[0] ?? '', shared: false }
  const currency = hinted(hints).find(hint => choices.includes(hint))
  return currency ? { currency, shared: false } : { shared: true, likely: choices[0] ?? '' }
}

/** Whether a currency's code or symbol is anywhere in `text`. */
export function hasCurrency(text: string): boolean {
  if (!/[^\d\s.,:/()+%'-]/.test(text)) return false
  return /\p{Sc}/u.test(text) || firstMark(text) !== undefined || codesIn(text).length > 0
}

const codesIn = (text: string): string[] =>
  (text.match(/(?<!\p{L})[A-Z]{3}(?!\p{L})/gu) ?? []).flatMap(word => currencyCode(word) ?? [])

/** The currencies that the hints speak for, the strongest first. */
export function hinted(hints: PriceHints): string[] {
  const all = [
    hints.currency,
    hints.host && currencyOfHost(hints.host),
    hints.locale && currencyOfLocale(hints.locale),
  ]
  return all.filter((currency): currency is string => !!currency)
}

/** The currency a price without any mark most likely has. Undefined when nothing speaks for one. */
export function hintedCurrency(hints: PriceHints): string | undefined {
  return hinted(hints)[0]
}

/**
 * The first mark in `text`, of several at one place the longest, in lower case. A mark that begins or ends with a letter
 * is never part of a longer word. Looked up and not matched by a pattern of all marks: a page has thousands of numbers,
 * and the pattern took most of a capture's time.
 */
function firstMark(text: string): string | undefined {
  const lower = text.replaceAll('İ', 'I').toLowerCase()
  for (let at = 0, inWord = false; at < lower.length; at++) {
    const wasInWord = inWord
    inWord = isLetter(lower, at)
    if ((wasInWord && inWord) || !firstCharacters.has(lower.charAt(at))) continue
    for (let length = Math.min(longestMark, lower.length - at); length > 0; length--) {
      const mark = lower.slice(at, at + length)
      if (marks.has(mark) && endsThere(lower, at + length) && !isOtherwise(text, at, at + length)) return mark
    }
  }
  return undefined
}

/** A single Latin letter ("R", "Q") counts as a capital only, right before the number: "1800-R" is a code. "ft" are feet. */
function isOtherwise(text: string, start: number, end: number): boolean {
  const written = text.slice(start, end)
  return /^(?:[a-z]|ft)$/.test(written) || (/^[A-Z]$/.test(written) && !/^\s?\d/.test(text.slice(end)))
}

const endsThere = (text: string, end: number): boolean => !(isLetter(text, end - 1) && isLetter(text, end))

/** Of text in lower case. */
function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code < 0x80 ? code >= 0x61 && code <= 0x7a : /\p{L}/u.test(text.charAt(at))
}
