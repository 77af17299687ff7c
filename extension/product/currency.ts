/** ISO 4217 codes whose minor unit is not a hundredth. A table and not Intl: engines differ, and devices must agree. */
const exponents: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map(c => [c, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map(c => [c, 3] as const),
  ['CLF', 4],
  ['UYW', 4],
])

/** Digits after the decimal point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. Codes not known have 2. */
export function minorUnits(currency: string): number {
  return exponents.get(currency) ?? 2
}

/** Old or common other names of a currency -> its code. */
const otherNames: Readonly<Record<string, string>> = {
  RUR: 'RUB',
  BYR: 'BYN',
  NTD: 'TWD',
  RMB: 'CNY',
  STG: 'GBP',
}

/** The ISO 4217 code that `text` is, in any case and with old names mended ("eur", "RUR"). Undefined if it is none. */
export function currencyCode(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  const current = otherNames[code] ?? code
  return codes.has(current) ? current : undefined
}

// Country (ISO 3166, as used by top-level domains and locales) -> currency. "eu" and generic domains say nothing.
const countries: ReadonlyMap<string, string> = new Map(
  (
    'EUR:at be cy de ee es fi fr gr hr ie it lt lu lv mc me mt nl pt si sk sm va xk|USD:us ec sv pr|GBP:gb uk im je gg|' +
    'CHF:ch li|SEK:se|NOK:no|DKK:dk gl fo|ISK:is|PLN:pl|CZK:cz|HUF:hu|RON:ro|BGN:bg|RSD:rs|BAM:ba|MKD:mk|UAH:ua|' +
    'RUB:ru su|BYN:by|KZT:kz|GEL:ge|AMD:am|AZN:az|UZS:uz|MDL:md|TRY:tr|ILS:il|AED:ae|SAR:sa|QAR:qa|KWD:kw|BHD:bh|' +
    'OMR:om|JOD:jo|LBP:lb|IQD:iq|IRR:ir|EGP:eg|MAD:ma|TND:tn|DZD:dz|ZAR:za|NGN:ng|KES:ke|GHS:gh|TZS:tz|UGX:ug|' +
    'INR:in|PKR:pk|BDT:bd|LKR:lk|NPR:np|MVR:mv|CNY:cn|HKD:hk|TWD:tw|MOP:mo|JPY:jp|KRW:kr|THB:th|VND:vn|IDR:id|' +
    'MYR:my|SGD:sg|PHP:ph|KHR:kh|MMK:mm|MNT:mn|AUD:au|NZD:nz|CAD:ca|MXN:mx|BRL:br|ARS:ar|CLP:cl|COP:co|PEN:pe|' +
    'UYU:uy|PYG:py|BOB:bo|VES:ve|CRC:cr|GTQ:gt|HNL:hn|NIO:ni|PAB:pa|DOP:do|JMD:jm|TTD:tt|MUR:mu'
  )
    .split('|')
    .flatMap(row => {
      const [currency = '', list = ''] = row.split(':')
      return list.split(' ').map(country => [country, currency] as const)
    }),
)

// Codes that are in use today: those of the countries above, and these. Three capitals that happen to be a word ("ALL",
// "TOP") are left out on purpose.
const codes = new Set([
  ...countries.values(),
  ...(
    'AFN ANG AOA AWG BBD BIF BMD BND BSD BWP BZD CDF CUP CVE DJF ETB FJD GMD GNF GYD HRK KGS KMF KYD LAK LRD LYD MGA MNT ' +
    'MRU MWK MZN NAD PGK RWF SCR SRD SYP TJS TMT UGX VUV XAF XCD XOF XPF YER ZMW'
  ).split(' '),
])

// Country endings that shops all over the world use for their look.
const openEndings = new Set('co me tv am is in gg im li ge mu sm va su'.split(' '))

/** The currency that a host's country ending hints at: "shop.example.co.uk" GBP. Undefined for .com, .eu and endings used everywhere. */
export function currencyOfHost(host: string): string | undefined {
  const labels = host.toLowerCase().split('.')
  const ending = labels.at(-1) ?? ''
  const before = labels.at(-2) ?? ''
  if (openEndings.has(ending) && !/^(co|com)$/.test(before) && ending !== 'in') return undefined
  return countries.get(ending)
}

/** The currency of a locale's region: "de-CH" CHF. Without a region, that of the one country that speaks for the language, if any. */
export function currencyOfLocale(locale: string): string | undefined {
  const [language = '', ...rest] = locale.toLowerCase().split(/[-_]/)
  const region = rest.find(part => /^[a-z]{2}$/.test(part))
  return region ? countries.get(region) : countries.get(homeOfLanguage.get(language) ?? '')
}

/** Languages that are the language of commerce in one currency's area only, each with a country of it. */
const homeOfLanguage = new Map(
  (
    'da:dk sv:se nb:no no:no nn:no is:is pl:pl cs:cz hu:hu bg:bg uk:ua ja:jp ko:kr th:th vi:vn id:id he:il tr:tr it:it ' +
    'fi:fi sk:sk lt:lt lv:lv et:ee sl:si el:gr hi:in ka:ge kk:kz'
  )
    .split(' ')
    .map(pair => [pair.slice(0, 2), pair.slice(3)] as const),
)
