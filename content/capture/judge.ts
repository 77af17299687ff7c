import { limits } from '../../extension/limits.ts'
import type { Source } from '../../extension/messages/popup-surface.ts'
import { webAddress } from '../../extension/product/address.ts'
import { readGtin } from '../../extension/product/gtin.ts'
import type { Product } from '../../extension/product/product.ts'
import type { Candidate } from './candidate.ts'
import type { Captured, Field } from './captured.ts'
import { cleanText } from './clean-text.ts'
import { judgePrice, type SourcedPrice } from './judge-price.ts'
import { judgeTitle } from './judge-title.ts'
import type { PageContext } from './page-context.ts'
import { isPicture } from './page-picture.ts'

/** A candidate with the method that found it. */
export type Sourced = Candidate & { readonly source: Source }

type TextField = Exclude<Field, 'price'>
interface SourcedText {
  readonly value: string
  readonly confidence: number
  readonly source: Source
}

/** The product that the candidates make, or none where they do not even make a title. */
export function judge(candidates: readonly Sourced[], page: PageContext): Captured {
  const texts = (field: TextField): SourcedText[] =>
    candidates.flatMap(c =>
      c.field === field ? [{ value: c.value, confidence: c.confidence, source: c.source }] : [],
    )
  const prices = candidates.filter((c): c is SourcedPrice & Sourced => c.field === 'price')
  const shop = best(texts('shop'), clean)
  const title = judgeTitle(texts('title'), shop?.value, page)
  if (!title) return noProduct(page)
  const sources: Partial<Record<Field, Source>> = { title: title.source }
  const taken: Partial<Omit<Product, 'title'>> = {}
  const take = <F extends Exclude<keyof Product, 'platform' | 'title'>>(
    field: F,
    found?: { value: NonNullable<Product[F]>; source: Source },
  ) => {
    if (!found) return
    Object.assign(taken, { [field]: found.value })
    sources[field] = found.source
  }
  const price = judgePrice(prices, page)
  if (page.url) take('url', { value: page.url, source: 'page' })
  take('price', price && { value: price.money, source: price.source })
  take('image', judgeImage(texts('image'), page))
  take('shop', shopOf(shop, page))
  take('variant', best(texts('variant'), clean))
  take('brand', best(texts('brand'), clean))
  take(
    'sku',
    best(texts('sku'), text => clean(text)?.slice(0, 100)),
  )
  take('gtin', best(texts('gtin'), readGtin))
  take('availability', judgeAvailability(texts('availability')))
  return { kind: 'product', product: { title: title.value, ...taken }, sources }
}

/** What is said of a page without a product: enough to add it by hand. */
export function noProduct(page: PageContext): Captured {
  return { kind: 'none', ...(page.title && { title: page.title }), ...(page.url && { url: page.url }) }
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

/** What the methods say together; the page's own words and the state of its button weigh as much as markup. */
function judgeAvailability(
  texts: readonly SourcedText[],
): { value: 'InStock' | 'OutOfStock'; source: Source } | undefined {
  const sumOf = (value: string) =>
    texts.reduce((sum, each) => sum + (each.value === value ? each.confidence : 0), 0)
  const value = sumOf('OutOfStock') > sumOf('InStock') ? 'OutOfStock' : 'InStock'
  const [source] = texts.filter(each => each.value === value).sort((a, b) => b.confidence - a.confidence)
  return source && { value, source: source.source }
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
  const found = best(rated, text => pictureAddress(text, page))
  return found
}

function pictureAddress(text: string, page: PageContext): string | undefined {
  const url = text.length <= limits.url * 2 ? webAddress(text, page.address) : undefined
  return url && url.href.length <= limits.url ? url.href : undefined
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
