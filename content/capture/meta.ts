import { currencyCode } from '../../extension/product/currency.ts'
import type { Candidate, Reading, Sign, TextField } from './candidate.ts'
import { cleanText, unescapeHtml } from './clean-text.ts'
import { all, attributeOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { markupPrice, readAvailability } from './schema-offer.ts'

/** Product data in meta elements: Open Graph (https://ogp.me), Facebook's product tags, Twitter cards. */
export function readMeta(page: PageContext): Reading {
  const tags = tagsOf(page.root)
  const candidates: Candidate[] = []
  const add = (field: TextField, names: string, confidence: number) => {
    const value = firstOf(tags, names)
    if (value) candidates.push({ field, value, confidence })
  }
  add('title', 'og:title', 0.6)
  add('title', 'twitter:title', 0.5)
  add('image', 'og:image:secure_url og:image og:image:url', 0.65)
  add('image', 'twitter:image twitter:image:src', 0.5)
  add('brand', 'product:brand og:brand', 0.6)
  add('sku', 'product:retailer_item_id product:sku og:sku', 0.5)
  add('gtin', 'product:ean product:gtin product:upc og:upc product:isbn', 0.5)
  add('shop', 'og:site_name', 0.7)
  add('shop', 'application-name', 0.5)
  candidates.push(...priceOf(tags, page), ...availabilityOf(tags))
  const priced = candidates.some(({ field }) => field === 'price')
  return { candidates, signs: [...signsOf(tags), ...(priced ? (['product-offer'] as const) : [])] }
}

function tagsOf(root: Element): Map<string, string> {
  const tags = new Map<string, string>()
  for (const meta of all(root, 'meta[content]', 1000)) {
    const name = (attributeOf(meta, 'property') || attributeOf(meta, 'name')).toLowerCase().trim()
    const content = cleanText(unescapeHtml(attributeOf(meta, 'content').slice(0, 5000)), 2048)
    if (name && content && !tags.has(name)) tags.set(name, content)
  }
  return tags
}

function firstOf(tags: ReadonlyMap<string, string>, names: string): string | undefined {
  const name = names.split(' ').find(each => tags.has(each))
  return name === undefined ? undefined : tags.get(name)
}

function priceOf(tags: ReadonlyMap<string, string>, page: PageContext): Candidate[] {
  const sale = firstOf(tags, 'product:sale_price:amount')
  const text =
    sale ?? firstOf(tags, 'product:price:amount og:price:amount product:price og:price') ?? labelled(tags)
  if (!text) return []
  const currency = firstOf(
    tags,
    'product:sale_price:currency product:price:currency og:price:currency product:currency og:currency',
  )
  const price = markupPrice(text, currency === undefined ? undefined : currencyCode(currency), page.hints)
  if (!price) return []
  const original = firstOf(
    tags,
    sale ? 'product:original_price:amount product:price:amount' : 'product:original_price:amount',
  )
  const before = original && markupPrice(original, price.currency, page.hints)
  return [
    { field: 'price', value: price, confidence: Number(price.decimal) === 0 ? 0.1 : 0.65 },
    ...(before ? [{ field: 'listPrice' as const, value: before, confidence: 0.6 }] : []),
  ]
}

/** Twitter's product card: "twitter:label1" says what "twitter:data1" is. */
function labelled(tags: ReadonlyMap<string, string>): string | undefined {
  const label = ['1', '2', '3'].find(n =>
    /^(?:price|preis|prix|precio|prezzo)/i.test(tags.get(`twitter:label${n}`) ?? ''),
  )
  return label && tags.get(`twitter:data${label}`)
}

function availabilityOf(tags: ReadonlyMap<string, string>): Candidate[] {
  const value = readAvailability(firstOf(tags, 'product:availability og:availability') ?? '')
  return value ? [{ field: 'availability', value, confidence: 0.6 }] : []
}

function signsOf(tags: ReadonlyMap<string, string>): Sign[] {
  const type = tags.get('og:type')?.toLowerCase() ?? ''
  if (/^(?:og:)?product(?:\.item)?$|:product$/.test(type)) return ['product-type']
  if (/^product\.group$/.test(type)) return ['listing']
  return /^(?:article|blog|profile|video)/.test(type) ? ['article-type'] : []
}
