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
  'US$ USD|U$S USD|USD$ USD|AU$ AUD|A$ AUD|CA$ CAD|CDN$ CAD|C$ CAD|NZ$ NZD|HK$ HKD|NT$ TWD|S$ SGD|MX$ MXN|MXN$ MXN|R$ BRL|BR$ BRL|' +
  'RD$ DOP|J$ JMD|TT$ TTD|CLP$ CLP|COL$ COP|€ EUR|₹ INR|₽ RUB|₴ UAH|₺ TRY|₩ KRW|₪ ILS|₫ VND|฿ THB|₱ PHP|₦ NGN|₡ CRC|' +
  '₲ PYG|₸ KZT|₼ AZN|₾ GEL|৳ BDT|₵ GHS|₭ LAK|₮ MNT|֏ AMD|៛ KHR|zł PLN|zl PLN|Kč CZK|kc CZK|Ft HUF|lei RON|лв BGN|' +
  'грн UAH|тг KZT|TL TRY|Rp IDR|RM MYR|S/. PEN|S/ PEN|Gs. PYG|дин RSD|ден MKD|円 JPY|원 KRW|บาท THB|ש"ח ILS|ש״ח ILS|SFr CHF|' +
  'Fr. CHF|KSh KES|KES KES|CFA XOF|FCFA XAF|د.إ AED|درهم AED|ر.س SAR|ريال SAR|د.ك KWD|ج.م EGP|د.ب BHD|ر.ق QAR|ر.ع OMR|Dhs AED|' +
  'Dh AED|QR QAR|SR SAR|KD KWD|BD BHD|EURO EUR|eur EUR|euros EUR|GBP£ GBP|Q GTQ|R ZAR|đ VND|VNĐ VND|kn HRK|dram AMD|RUB RUB'
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
  '﷼ IRR SAR OMR QAR YER'
)
  .split('|')
  .map(row => {
    const cut = row.indexOf(' ')
    return [row.slice(0, cut), row.slice(cut + 1)] as const
  })

const marks = new Map(
  [...plainMarks, ...sharedMarks].map(([sign, list]) => [sign.toLowerCase(), list.split(' ')]),
)

// One pattern of all, the longest first; a mark that begins or ends with a letter is never part of a longer word.
const anyMark = new RegExp(
  [...marks.keys()]
    .sort((a, b) => b.length - a.length)
    .map(sign => {
      const plain = sign.replace(/[.$/]/g, '\\$&')
      return (/^\p{L}/u.test(sign) ? '(?<!\\p{L})' : '') + plain + (/\p{L}$/u.test(sign) ? '(?!\\p{L})' : '')
    })
    .join('|'),
  'giu',
)

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
  for (const word of text.match(/(?<!\p{L})\p{Lu}{3}(?!\p{L})/gu) ?? []) {
    const code = currencyCode(word)
    if (code) return { currency: code, shared: false }
  }
  const choices = marks.get(firstMark(text) ?? '')
  if (!choices) return { shared: false }
  if (choices.length === 1) return { currency: choices[0] ?? '', shared: false }
  const currency = hinted(hints).find(hint => choices.includes(hint))
  return currency ? { currency, shared: false } : { shared: true, likely: choices[0] ?? '' }
}

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

/** The first mark in `text`, in lower case. One that is a single Latin letter ("R", "Q") counts as a capital only. */
function firstMark(text: string): string | undefined {
  for (const [mark] of text.matchAll(anyMark)) if (!/^[a-z]$/.test(mark)) return mark.toLowerCase()
  return undefined
}
