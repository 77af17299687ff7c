import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTypedPrice, typedAmount } from '../../popup/parts/typed-price.ts'

/** What is read from `typed` into a line in euros: "12.50 EUR" in minor units, or the kind. */
function read(typed: string, language: string, currency = 'EUR'): string {
  const price = readTypedPrice(typed, currency, language)
  return price.kind === 'price' ? `${price.money.amount} ${price.money.currency}` : price.kind
}

describe('a typed currency', () => {
  it.each([
    ['£3', 'en-GB', '300 GBP'],
    ['$3', 'en-GB', '300 USD'],
    ['$3', 'en-CA', '300 CAD'],
    ['kr 5', 'nb-NO', '500 NOK'],
    ['kr 5', 'de-DE', '500 SEK'],
    ['5 CHF', 'en-GB', '500 CHF'],
    ['¥300', 'en-GB', '300 JPY'],
    ['3', 'en-GB', '300 EUR'],
  ])('of "%s" in %s outranks the chosen one', (typed, language, money) => {
    expect(read(typed, language)).toBe(money)
  })

  it('that may be the chosen one is', () => {
    expect(read('$3', 'en-GB', 'AUD')).toBe('300 AUD')
  })
})

describe('a lone separator', () => {
  it.each([
    ['12.505', 'en-GB', 'unreadable'],
    ['€12.505', 'en-GB', 'unreadable'],
    ['12,505', 'de-DE', 'unreadable'],
    ['kr12,505', 'sv-SE', 'unreadable'],
    ['12.505', 'de-DE', '1250500 EUR'],
    ['12,505', 'en-GB', '1250500 EUR'],
    ['12.5', 'en-GB', '1250 EUR'],
    ['12,5', 'en-GB', '1250 EUR'],
    ['12.5', 'de-DE', '1250 EUR'],
    ['.5', 'en-GB', '50 EUR'],
    ['Fr.12', 'de-CH', '1200 CHF'],
    ['١٢٫٥', 'ar-EG', '1250 EUR'],
  ])('in "%s" is read as people with %s write numbers', (typed, language, money) => {
    expect(read(typed, language)).toBe(money)
  })

  it('is never followed by more digits than the currency has', () => {
    expect(read('12.505', 'en-GB', 'KWD')).toBe('12505 KWD')
    expect(read('12.5', 'en-GB', 'JPY')).toBe('unreadable')
    expect(read('1500.00', 'en-GB', 'JPY')).toBe('1500 JPY')
    expect(read('1.000', 'en-GB', 'JPY')).toBe('unreadable')
  })
})

it.each(['1,234.50', '1.234,50', '1 234,50', "1'234.50", '1234.50', '1234,50'])(
  'takes "%s" in any language',
  typed => {
    for (const language of ['en-GB', 'de-DE', 'fr-FR']) expect(read(typed, language)).toBe('123450 EUR')
  },
)

it('reads back every amount it wrote into the field', () => {
  const languages = fc.constantFrom('en', 'de', 'fr', 'sv', 'pt-BR', 'de-CH', 'ja', 'hi', 'ar-EG', 'fa', 'tr')
  const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CLF', 'INR')
  // Fifteen digits before the separator are the most that a price is read with.
  const amounts = fc.oneof(fc.nat(), fc.integer({ min: 0, max: 999_999_999_999_999 }))
  fc.assert(
    fc.property(amounts, currencies, languages, (amount, currency, language) => {
      const money = { amount, currency }
      const typed = typedAmount(money, language)
      expect(readTypedPrice(typed, currency, language)).toEqual({ kind: 'price', money })
    }),
  )
})
