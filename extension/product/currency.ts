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
  return known.has(current) ? current : undefined
}

// Codes that are in use today. Three capitals that happen to be a word ("ALL", "TOP") are left out on purpose.
const codes = (
  'AED AFN AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP ' +
  'CRC CUP CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HRK HUF IDR ILS INR IQD IRR ISK ' +
  'JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR ' +
  'MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SCR SEK SGD SRD SYP THB TJS TMT ' +
  'TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV XAF XCD XOF XPF YER ZAR ZMW'
).split(' ')
const known = new Set(codes)

// Country (ISO 3166, as used by top-level domains and locales) -> currency. Most codes begin with their country.
const countries: ReadonlyMap<string, string> = new Map([
  ...codes.map(code => [code.slice(0, 2).toLowerCase(), code] as const),
  ...(
    'EUR:at be bg cy de ee es fi fr gr hr ie it lt lu lv mc me mt nl pt si sk sm va xk|USD:ec sv pr|GBP:uk im je gg|CHF:li|' +
    'DKK:gl fo|RUB:su'
  )
    .split('|')
    .flatMap(row => {
      const [currency = '', list = ''] = row.split(':')
      return list.split(' ').map(country => [country, currency] as const)
    }),
])

// Country endings that shops all over the world use for their look.
const openEndings = new Set('co me tv am is in gg im li ge mu sm va su la dj bz cv eu ly sc vu'.split(' '))

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
    'da:dk sv:se nb:no no nn:no is pl cs:cz hu bg uk:ua ja:jp ko:kr th vi:vn id he:il tr it fi sk lt lv et:ee sl:si el:gr ' +
    'hi:in ka:ge kk:kz'
  )
    .split(' ')
    .map(pair => [pair.slice(0, 2), pair.slice(-2)] as const),
)
