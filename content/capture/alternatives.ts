import { majorToMinor } from '../../extension/product/decimal.ts'
import { readGtin } from '../../extension/product/gtin.ts'
import type { Product } from '../../extension/product/product.ts'
import type { Alternative, Captured, Field } from './captured.ts'
import { cleanText } from './clean-text.ts'
import { priceCurrency } from './judge-price.ts'
import type { PageContext } from './page-context.ts'
import { pictureAddress } from './picture-address.ts'
import { type Sourced, sourcedPrice } from './sourced.ts'

const mostForField = 5

/** What a person may take instead of what was judged right: for each field the distinct values, the likeliest first. */
export function alternatives(
  candidates: readonly Sourced[],
  product: Product,
  page: PageContext,
): Extract<Captured, { kind: 'product' }>['candidates'] {
  const found: Partial<Record<Field, Alternative[]>> = {}
  const seen = new Set<string>()
  for (const candidate of [...candidates].sort((a, b) => b.confidence - a.confidence)) {
    if (candidate.field === 'platform' || candidate.confidence <= 0) continue
    const value = readValue(candidate, product, page)
    if (value === undefined) continue
    const list = found[candidate.field] ?? []
    const key = `${candidate.field} ${JSON.stringify(value)}`
    if (seen.has(key) || list.length === mostForField) continue
    seen.add(key)
    list.push({ value, source: candidate.source, confidence: rounded(candidate.confidence) })
    found[candidate.field] = list
  }
  return found
}

const rounded = (confidence: number): number => Math.round(confidence * 100) / 100

function readValue(
  candidate: Sourced,
  product: Product,
  page: PageContext,
): Alternative['value'] | undefined {
  const price = sourcedPrice(candidate)
  if (!price)
    return typeof candidate.value === 'string' ? readText(candidate.field, candidate.value, page) : undefined
  const currency = priceCurrency([price], page) ?? product.price?.currency
  const amount = currency && majorToMinor(price.value.decimal, currency)
  return currency && typeof amount === 'number' ? { amount, currency } : undefined
}

/** By the rules that the judge goes by: what it would not take, nobody else should. */
function readText(field: Field, text: string, page: PageContext): string | undefined {
  if (field === 'image') return pictureAddress(text, page)
  return field === 'gtin' ? readGtin(text) : cleanText(text, 2048) || undefined
}
