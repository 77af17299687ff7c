import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { currencyCode } from '../extension/product/currency.ts'
import { currencyIn } from '../extension/product/currency-symbol.ts'
import { readPrice } from '../extension/product/price-text.ts'
import { ScriptFailure } from './failure.ts'
import { runScript } from './script.ts'

/*
 * npm run price:strings -- CORPUS [--misses]
 *
 * Reads the price strings of a corpus (price-strings.json, in the form of the tests of scrapinghub/price-parser) and
 * prints how many are right in amount and currency. A string whose expected currency is a symbol that several currencies
 * share is right when it is known for one of them.
 */

const text = v.nullable(v.string())
/** Amounts that are no binary fraction are written "Decimal:1.11". */
const amount = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(value => Number(String(value).replace('Decimal:', ''))),
)
const stringsSchema = v.array(
  v.object({
    currency_raw: text,
    price_raw: text,
    currency: text,
    amount: v.nullable(amount),
    xfail: v.boolean(),
  }),
)
type PriceString = v.InferOutput<typeof stringsSchema>[number]

async function main(): Promise<void> {
  const [corpus, option] = process.argv.slice(2)
  if (!corpus) throw new ScriptFailure('Usage: npm run price:strings -- <corpus dir> [--misses]')
  const all = v.parse(stringsSchema, JSON.parse(await readFile(join(corpus, 'price-strings.json'), 'utf8')))
  const asked = all.filter(({ xfail, price_raw }) => !xfail && price_raw !== null)
  const misses = asked.filter(each => !isRight(each))
  if (option === '--misses')
    for (const each of misses) console.log(JSON.stringify({ ...each, got: read(each) }))
  const share = (100 * (asked.length - misses.length)) / asked.length
  console.log(`${asked.length - misses.length} of ${asked.length} price strings right: ${share.toFixed(1)} %`)
}

/** The text of the price, with what the page said of the currency elsewhere as a hint, where that is one. */
function read({ price_raw, currency_raw }: PriceString) {
  const hint = currency_raw === null ? undefined : meant(currency_raw)
  return readPrice(price_raw ?? '', hint ? { currency: hint } : {})
}

function isRight(expected: PriceString): boolean {
  const got = read(expected)
  if (expected.amount === null) return !got
  if (!got || Math.abs(Number(got.decimal) - expected.amount) > 0.005) return false
  if (expected.currency === null) return true
  const wanted = meant(expected.currency)
  // Names that are no currency of today ("Now", a coin) are nobody's to read.
  if (!wanted) return true
  const written = got.currency ?? got.likely
  return written === undefined
    ? expected.currency_raw !== null
    : written === wanted || isShared(expected.currency)
}

const isShared = (symbol: string): boolean => currencyIn(symbol, {}).shared

function meant(symbol: string): string | undefined {
  const { currency, likely } = currencyIn(symbol, {})
  return currencyCode(symbol) ?? currency ?? likely
}

runScript(main)
