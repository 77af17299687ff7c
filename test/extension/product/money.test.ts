import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currencyCode,
  currencyOfHost,
  currencyOfLocale,
  minorUnits,
} from '../../../extension/product/currency.ts'
import { majorToMinor, minorToMajor } from '../../../extension/product/decimal.ts'
import { formatMoney } from '../../../extension/product/money.ts'

describe('majorToMinor', () => {
  it.each([
    ['1.1', 'EUR', 110],
    ['0.29', 'EUR', 29],
    ['1234.565', 'EUR', 123457],
    ['1299.00', 'JPY', 1299],
    ['1.2345', 'KWD', 1235],
    ['90071992547409.91', 'EUR', 9007199254740991],
  ])('%s %s', (text, currency, amount) => expect(majorToMinor(text, currency)).toBe(amount))

  it.each(['', '-1', '1e3', '1,5', 'NaN', '90071992547409.92', '.5'])('refuses %j', text =>
    expect(majorToMinor(text, 'EUR')).toBeUndefined(),
  )

  it('is undone by minorToMajor', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (amount, currency) => {
        expect(majorToMinor(minorToMajor(amount, currency), currency)).toBe(amount)
      }),
    )
  })
})

describe('currencies', () => {
  it('have their exponents', () => {
    expect(['EUR', 'JPY', 'KWD', 'CLF', 'XYZ'].map(minorUnits)).toEqual([2, 0, 3, 4, 2])
  })
  it('are read in any case and by old names', () => {
    expect(['eur', ' RUR ', 'BYR', 'abc', 'EURO'].map(currencyCode)).toEqual([
      'EUR',
      'RUB',
      'BYN',
      undefined,
      undefined,
    ])
  })
  it('are hinted at by hosts and locales', () => {
    expect(['a.co.uk', 'a.de', 'a.com', 'a.io', 'a.tv'].map(currencyOfHost)).toEqual([
      'GBP',
      'EUR',
      undefined,
      undefined,
      undefined,
    ])
    expect(['de-CH', 'sv', 'en', 'en_IN', 'zh-Hant-TW'].map(currencyOfLocale)).toEqual([
      'CHF',
      'SEK',
      undefined,
      'INR',
      'TWD',
    ])
  })
})

describe('formatMoney', () => {
  it('writes as the locale does, with the digits of the currency', () => {
    expect(formatMoney({ amount: 123450, currency: 'EUR' }, 'de-DE')).toBe('1.234,50\u00a0€')
    expect(formatMoney({ amount: 1299, currency: 'JPY' }, 'en-US')).toBe('¥1,299')
    expect(formatMoney({ amount: 9007199254740991, currency: 'USD' }, 'en-US')).toBe('$90,071,992,547,409.91')
  })
})
