import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney } from '../../../extension/product/money.ts'
import { readMoney, readPrice } from '../../../extension/product/price-text.ts'

describe('readMoney reads every common written form', () => {
  it.each([
    ['1.234,50 €', 123450, 'EUR'],
    ['US$ 1,299', 129900, 'USD'],
    ['₹ 1,23,456.00', 12345600, 'INR'],
    ['Rp 1.250.000', 125000000, 'IDR'],
    ["CHF 1'299.–", 129900, 'CHF'],
    ['CHF 1’299.50', 129950, 'CHF'],
    ['1 299,00 zł', 129900, 'PLN'],
    ['12\u00a0990\u202f₽', 1299000, 'RUB'],
    ['EUR 12', 1200, 'EUR'],
    ['12 eur', 1200, 'EUR'],
    ['R$ 1.099,90', 109990, 'BRL'],
    ['NT$990', 99000, 'TWD'],
    ['₩12,000', 12000, 'KRW'],
    ['1.250.000 ₫', 1250000, 'VND'],
    ['KWD 1.250', 1250, 'KWD'],
    ['฿ ๑๒๓', 12300, 'THB'],
    ['₹ १,२३४', 123400, 'INR'],
    ['١٬٢٣٤٫٥٠ ر.س', 123450, 'SAR'],
    ['۱۲۳ AED', 12300, 'AED'],
    ['9,- €', 900, 'EUR'],
    ['€.99', 99, 'EUR'],
    ['35€ 99', 3599, 'EUR'],
    ['€ 22 99', 2299, 'EUR'],
    ['1 299 99 zł', 129999, 'PLN'],
    ['Rope 11 ft€4.99', 499, 'EUR'],
    ['Now only 12.50 €', 1250, 'EUR'],
    ['3 for €5', 500, 'EUR'],
  ])('%s', (text, amount, currency) => {
    expect(readMoney(text)).toEqual({ amount, currency })
  })
})

describe('a symbol of several currencies', () => {
  it.each([
    ['$20', { host: 'shop.example.ca' }, 'CAD'],
    ['$20', { host: 'shop.example.com', locale: 'en-AU' }, 'AUD'],
    ['$20', { host: 'shop.example.com', currency: 'USD' }, 'USD'],
    ['12 990 kr', { host: 'butik.example.se' }, 'SEK'],
    ['129,- kr', { locale: 'nb' }, 'NOK'],
    ['¥1,980', { locale: 'ja' }, 'JPY'],
    ['¥19.80', { host: 'shop.example.cn' }, 'CNY'],
    ['Rs. 1,999', { host: 'shop.example.pk' }, 'PKR'],
    ['£1,234', { host: 'shop.example.co.uk' }, 'GBP'],
  ])('%s with %o is %s', (text, hints, currency) => {
    expect(readMoney(text, hints)?.currency).toBe(currency)
  })

  it.each(['$20', '12 kr', '¥5', 'Rs 20', '£3'])('%s stays open without a hint', text => {
    expect(readPrice(text)).toMatchObject({ marked: true })
    expect(readPrice(text)?.currency).toBeUndefined()
    expect(readMoney(text)).toBeUndefined()
  })

  it('a code is no rand', () => expect(readPrice('SL-CS1800-R')?.marked).toBe(false))

  it('feet are no forints', () => expect(readPrice('8 ft')?.currency).toBeUndefined())

  it('is not decided by a hint that has another symbol', () => {
    expect(readMoney('$20', { host: 'shop.example.de' })).toBeUndefined()
  })
})

describe('what is no single price', () => {
  it.each(['10 - 20 €', '€10 – €20', '10 to 20 EUR', '5,00 € bis 9,00 €'])('a range: %s', text => {
    expect(readPrice(text)).toBeUndefined()
  })
  it.each(['', 'free', '50%', '-5,00 €', '- 3 €', '1234567890123456789 €'])('%j', text => {
    expect(readMoney(text)).toBeUndefined()
  })
  it('a number without a currency is a price only where a hint says which', () => {
    expect(readMoney('1.299')).toBeUndefined()
    expect(readMoney('1.299', { host: 'laden.example.de' })).toEqual({ amount: 129900, currency: 'EUR' })
    expect(readMoney('1.299', { currency: 'KWD' })).toEqual({ amount: 1299, currency: 'KWD' })
  })
})

describe('properties', () => {
  const locales = ['de-DE', 'en-US', 'en-IN', 'fr-FR', 'pl-PL', 'sv-SE', 'pt-BR', 'ja-JP']
  const codes = ['EUR', 'PLN', 'INR', 'JPY', 'SEK', 'BRL', 'CHF']

  it('reads back what Intl writes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.constantFrom(...codes),
        fc.integer({ min: 1, max: 99_999_999 }),
        (locale, currency, amount) => {
          const digits = currency === 'JPY' ? 0 : 2
          const format = new Intl.NumberFormat(locale, {
            style: 'currency',
            currency,
            minimumFractionDigits: digits,
          })
          const text = format.format(amount / 10 ** digits)
          expect(readMoney(text, { locale, currency })).toEqual({ amount, currency })
        },
      ),
    )
  })

  it('reads its own reading back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.constantFrom(...codes, 'KWD'),
        (amount, currency) => {
          const written = formatMoney({ amount, currency }, 'en-US')
          const once = readMoney(written, { currency })
          expect(once).toEqual({ amount, currency })
          expect(once && readMoney(formatMoney(once, 'de-DE'), { currency })).toEqual(once)
        },
      ),
    )
  })

  it('of words before and after a price changes nothing', () => {
    const words = fc.constantFrom('', 'Now only', 'Price:', 'inkl. MwSt.', 'each', '*')
    fc.assert(
      fc.property(words, words, fc.integer({ min: 1, max: 999_999 }), (before, after, amount) => {
        const text = `${before} €${(amount / 100).toFixed(2)} ${after}`
        expect(readMoney(text)).toEqual({ amount, currency: 'EUR' })
      }),
    )
  })

  it('answers for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const money = readMoney(text, { currency: 'EUR' })
        if (money) expect(Number.isSafeInteger(money.amount) && money.amount >= 0).toBe(true)
      }),
    )
  })
})
