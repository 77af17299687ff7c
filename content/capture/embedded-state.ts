import { currencyCode } from '../../extension/product/currency.ts'
import type { Candidate, Reading } from './candidate.ts'
import type { PageContext } from './page-context.ts'
import { sameWords } from './same-words.ts'
import { markupPrice, readAvailability } from './schema-offer.ts'
import { scriptTexts } from './script-texts.ts'
import { valueAt } from './script-values.ts'

/*
 * The data that a page's own scripts work with, read as text: what frameworks leave in the page (Next.js
 * "__NEXT_DATA__", "__INITIAL_STATE__", "__PRELOADED_STATE__") and what shops tell their analytics (Google's dataLayer,
 * the W3C's digitalData, utag_data). No two shops have the same, so a product is known by what it has: a name like the
 * page's, a price, a number.
 */

type Data = Readonly<Record<string, unknown>>

/** What scripts that are worth reading contain, and where in them a value starts. */
const starts =
  /(?:dataLayer\.push\(|(?:dataLayer|digitalData|utag_data|__\w*(?:STATE|DATA)__|(?:page|product)Data|product)["'\]]*\s*[=:](?:[^=;{[]*\|\|)?)\s*(?=[{[])/gi
const mostValues = 12
const mostNodes = 4000

/** Products in the page's own data, those named like the page. */
export function readEmbeddedState(page: PageContext): Reading {
  const candidates: Candidate[] = []
  for (const value of valuesIn(page)) {
    if (page.deadline.passed()) break
    const found = products(value, page)
    for (const product of found.slice(0, 2)) candidates.push(...describe(product, page))
    if (candidates.length > 12) break
  }
  return { candidates, signs: [] }
}

function* valuesIn(page: PageContext): Generator<unknown> {
  let left = mostValues
  for (const text of scriptTexts(page, 'rice')) {
    if (/^\s*[{[]/.test(text)) {
      yield valueAt(text, text.search(/[{[]/))
      continue
    }
    for (const match of text.matchAll(starts)) {
      if (left-- <= 0) return
      yield valueAt(text, match.index + match[0].length)
    }
  }
}

const nameKeys = 'name item_name title productName'.split(' ')
const priceKeys = 'price currentPrice salePrice finalPrice sellingPrice'.split(' ')
const codeKeys = 'sku item_id productCode articleNumber id productId'.split(' ')
const stockKeys = 'availability availabilityStatus stockStatus'.split(' ')

/** Breadth first, so that the page's product comes before what is nested in it. */
function products(root: unknown, page: PageContext): Data[] {
  const found: Data[] = []
  const queue: unknown[] = [root]
  for (let at = 0; at < queue.length && at < mostNodes; at++) {
    const value = queue[at]
    if (Array.isArray(value)) queue.push(...value.slice(0, 60))
    else if (isData(value)) {
      const name = firstText(value, nameKeys)
      if (name && isThisProduct(name, page) && priceKeys.some(key => value[key] !== undefined))
        found.push(value)
      for (const inner of Object.values(value))
        if (typeof inner === 'object' && inner !== null) queue.push(inner)
    }
  }
  return found
}

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null

function isThisProduct(name: string, page: PageContext): boolean {
  return name.length > 2 && name.length < 300 && sameWords(name, page.title) >= 0.8
}

function describe(product: Data, page: PageContext): Candidate[] {
  const candidates: Candidate[] = []
  const add = (field: 'brand' | 'sku' | 'gtin', keys: readonly string[], confidence: number) => {
    const value = firstText(product, keys)
    if (value) candidates.push({ field, value, confidence })
  }
  add('brand', ['brand', 'item_brand'], 0.5)
  add('sku', codeKeys, 0.35)
  add('gtin', ['gtin13', 'gtin', 'ean'], 0.7)
  const price = priceOf(product, page)
  if (price) candidates.push(price)
  const said = firstText(product, stockKeys)
  const value = said && readAvailability(said)
  if (value) candidates.push({ field: 'availability', value, confidence: 0.5 })
  return candidates
}

function priceOf(product: Data, page: PageContext): Candidate | undefined {
  const text = firstText(product, priceKeys)
  const named = firstText(product, ['currency', 'currencyCode', 'priceCurrency'])
  const value = text && markupPrice(text, named && currencyCode(named), page.hints)
  // In cents or in whole units, with tax or without: only what agrees with another method counts for much.
  return value && Number(value.decimal) > 0 ? { field: 'price', value, confidence: 0.4 } : undefined
}

function firstText(data: Data, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = data[key]
    if (typeof value === 'string' && value.trim() && value.length < 500) return value.trim()
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
    if (isData(value) && typeof value.name === 'string') return value.name
  }
  return undefined
}
