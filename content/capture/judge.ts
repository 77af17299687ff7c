import type { Source } from '../../extension/messages/popup-surface.ts'
import { readGtin } from '../../extension/product/gtin.ts'
import type { Product } from '../../extension/product/product.ts'
import { alternatives } from './alternatives.ts'
import type { TextField } from './candidate.ts'
import type { Captured, Field } from './captured.ts'
import { cleanText } from './clean-text.ts'
import { judgeListPrice, judgePrice } from './judge-price.ts'
import { judgeAvailability } from './judge-stock.ts'
import { judgeTitle } from './judge-title.ts'
import type { PageContext } from './page-context.ts'
import { isPicture } from './page-picture.ts'
import { pictureAddress } from './picture-address.ts'
import type { Sourced, SourcedPrice, SourcedText } from './sourced.ts'
import type { Survey } from './survey.ts'

/** The product that the candidates make, or none where they do not even make a title. */
export function judge({ candidates, signs, page }: Survey): Captured {
  const texts = textsOf(candidates)
  const shop = best(texts('shop'), clean)
  const title = judgeTitle(texts('title'), shop?.value, page)
  if (!title) return noProduct(page)
  const sources: Partial<Record<Field, Source>> = { title: title.source }
  const taken: Partial<Omit<Product, 'title'>> = {}
  const take = <F extends Exclude<keyof Product, 'title'>>(
    field: F,
    found?: { value: NonNullable<Product[F]>; source: Source },
  ) => {
    if (!found) return
    Object.assign(taken, { [field]: found.value })
    sources[field] = found.source
  }
  const prices = pricesOf(candidates, 'price', signs.has('no-price'))
  const price = judgePrice(prices, page)
  const listPrices = pricesOf(candidates, 'listPrice', signs.has('no-price'))
  if (page.url) take('url', { value: page.url, source: 'page' })
  take('price', price)
  take('listPrice', price && judgeListPrice(listPrices, price.value))
  take('image', judgeImage(texts('image'), page))
  take('shop', shopOf(shop, page))
  take('variant', best(texts('variant'), clean))
  take('brand', best(texts('brand'), clean))
  take('sku', best(texts('sku'), code))
  take('gtin', best(texts('gtin'), readGtin))
  take('availability', judgeAvailability(texts('availability'), price?.source))
  take('platform', platformOf(candidates))
  const product = { title: title.value, ...taken }
  return {
    ...{ kind: 'product', product, sources, candidates: alternatives(candidates, product, page) },
    ...(price?.isOpen && { openCurrency: true }),
  }
}

/** What is said of a page without a product: enough to add it by hand. */
export function noProduct(page: PageContext): Captured {
  return { kind: 'none', ...(page.title && { title: page.title }), ...(page.url && { url: page.url }) }
}

function textsOf(candidates: readonly Sourced[]): (field: TextField) => SourcedText[] {
  return field => candidates.flatMap(c => (c.field === field ? [c as SourcedText] : []))
}

/** Where the shop's own rules say that its product has no price, what the page's look says is another product's. */
function pricesOf(
  candidates: readonly Sourced[],
  field: 'price' | 'listPrice',
  hasNone: boolean,
): SourcedPrice[] {
  return candidates.flatMap(c =>
    c.field === field && !(hasNone && c.source === 'page') ? [c as SourcedPrice] : [],
  )
}

/** The most trusted value that `read` accepts. */
function best<T>(
  texts: readonly SourcedText[],
  read: (text: string) => T | undefined,
): { value: T; source: Source } | undefined {
  for (const { value, source } of [...texts].sort((a, b) => b.confidence - a.confidence)) {
    const good = read(value)
    if (good !== undefined) return { value: good, source }
  }
  return undefined
}

const clean = (text: string): string | undefined => cleanText(text) || undefined

/** A shop's number of a product is one word or two; more is a sentence that got there by mistake. */
function code(text: string): string | undefined {
  const plain = cleanText(text, 100)
  return plain && plain.split(' ').length <= 2 && plain.length <= 60 ? plain : undefined
}

function platformOf(
  candidates: readonly Sourced[],
): { value: NonNullable<Product['platform']>; source: Source } | undefined {
  const found = candidates.find(each => each.field === 'platform')
  return found?.field === 'platform' ? { value: found.value, source: found.source } : undefined
}

/** Pictures named like a logo or a stand-in come last, not never: a shop may keep all its pictures in such a folder. */
function judgeImage(
  texts: readonly SourcedText[],
  page: PageContext,
): { value: string; source: Source } | undefined {
  const rated = texts.map(each => ({
    ...each,
    confidence: each.confidence - (isPicture(each.value) ? 0 : 0.5),
  }))
  return best(rated, text => pictureAddress(text, page))
}

function shopOf(
  named: { value: string; source: Source } | undefined,
  page: PageContext,
): { value: { name: string; domain: string }; source: Source } {
  const domain = page.address.hostname
  return {
    value: { name: named?.value ?? domain.replace(/^www\./, ''), domain },
    source: named?.source ?? 'page',
  }
}
