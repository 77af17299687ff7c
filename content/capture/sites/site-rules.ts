import { readPrice, type WrittenPrice } from '../../../extension/product/price-text.ts'
import type { PlatformIds } from '../../../extension/product/product.ts'
import { type Candidate, nothing, type Reading, type Sign, type TextField } from '../candidate.ts'
import { cleanText } from '../clean-text.ts'
import { attributeOf, isShown, textOf } from '../dom.ts'
import type { PageContext } from '../page-context.ts'
import { partsOf } from '../page-parts.ts'
import { findTitle } from '../page-title.ts'
import { allIn } from '../page-tree.ts'
import { otherProducts } from '../price-words.ts'
import { markupPrice, readAvailability } from '../schema-offer.ts'
import { shortText } from '../short-text.ts'

type PriceField = 'price' | 'listPrice'

/** Where the product's fields stand on the pages of one shop system, or of one shop. */
export interface SiteRules {
  /** The platform's name in `product.platform`; a shop's own name for those that run their own. */
  readonly name: string
  /** Whose page it is: by the host, or by what the system leaves in its pages (a selector). */
  readonly host?: RegExp
  readonly mark?: string
  /** What tells a page of one product, as far as the system tells by itself: a selector, and the address's path. */
  readonly product?: string
  readonly path?: RegExp
  isProduct?(page: PageContext): boolean
  /** For each field, places in order of preference: selectors between " | ", each with "@attribute" where it is not the text. */
  readonly places?: Partial<Readonly<Record<TextField | PriceField, string>>>
  /** What tells that the product can be had, or cannot: selectors whose presence is enough. */
  readonly inStock?: string
  readonly outOfStock?: string
  /** Ids for a later hand-off to the shop's cart: places as above, or the first group of a pattern on path and query. */
  readonly productId?: string | RegExp
  readonly variantId?: string | RegExp
  ids?(page: PageContext): Omit<PlatformIds, 'name'>
  /** What places cannot say. */
  read?(page: PageContext): readonly Candidate[]
  /**
   * The places are all there are: where none of them has a price, the page's product has none, and every other price on
   * the page is another's.
   */
  readonly complete?: true
}

/** The hosts of a shop that has one in several countries: "name.com", "www.name.co.uk". */
export const hostNamed = (name: string): RegExp =>
  new RegExp(`(?:^|\\.)(?:${name})\\.(?:com?\\.)?[a-z]{2,3}$`)

/** Whether the page is one of this shop's or of this system's. */
export const appliesTo = ({ host, mark }: SiteRules, page: PageContext): boolean =>
  host ? host.test(page.address.hostname) : mark !== undefined && hasAny(page, mark)

function isProduct(rules: SiteRules, page: PageContext): boolean {
  return (
    (!rules.path || rules.path.test(page.address.pathname)) &&
    (!rules.product || hasAny(page, rules.product)) &&
    (!rules.isProduct || rules.isProduct(page))
  )
}

const trust = 0.85

/** What the rules find on this page of theirs; nothing where it is not a product's. */
export function readSite(rules: SiteRules, page: PageContext): Reading {
  if (!isProduct(rules, page)) return nothing
  const candidates: Candidate[] = [
    ...fromPlaces(rules, page),
    ...stock(rules, page),
    ...(rules.read?.(page) ?? []),
  ]
  const ids = idsOf(rules, page)
  if (ids.product || ids.variant)
    candidates.push({ field: 'platform', value: { name: rules.name, ...ids }, confidence: trust })
  return { candidates, signs: signsOf(rules, candidates) }
}

function idsOf(rules: SiteRules, page: PageContext): Omit<PlatformIds, 'name'> {
  if (rules.ids) return rules.ids(page)
  const product = idAt(rules.productId, page)
  const variant = idAt(rules.variantId, page)
  return { ...(product && { product }), ...(variant && { variant }) }
}

/** An id that is none yet ("0", an empty field) is left out. */
function idAt(place: string | RegExp | undefined, page: PageContext): string | undefined {
  if (place instanceof RegExp) return inAddress(page, place)
  return place && firstValue(place, page, text => (/^0?$/.test(text) ? undefined : text.slice(0, 200)))
}

function signsOf(rules: SiteRules, candidates: readonly Candidate[]): Sign[] {
  const has = (field: Candidate['field']) => candidates.some(each => each.field === field)
  const signs: Sign[] = ['site-product']
  if (has('price')) signs.push('product-offer')
  else if (rules.complete) signs.push('no-price')
  return signs
}

function fromPlaces({ places = {} }: SiteRules, page: PageContext): Candidate[] {
  return Object.entries(places).flatMap(([name, list]): Candidate[] => {
    const field = name as TextField | PriceField
    if (field !== 'price' && field !== 'listPrice') {
      // "SKU: 4711"
      const value = firstValue(
        list,
        page,
        text => text.replace(field === 'sku' ? /^[^:]{1,20}:\s/ : '', '') || undefined,
      )
      return value === undefined ? [] : [{ field, value, confidence: trust }]
    }
    const value = firstValue(list, page, (text, isText) => priceIn(text, isText, page))
    return value === undefined ? [] : [{ field, value, confidence: field === 'price' ? 0.92 : trust }]
  })
}

function priceIn(text: string, isText: boolean, page: PageContext): WrittenPrice | undefined {
  return isText ? readPrice(text, page.hints) : markupPrice(text, undefined, page.hints)
}

/** The first place that is on the page and whose value `read` accepts. */
function firstValue<T>(
  list: string,
  page: PageContext,
  read: (text: string, isText: boolean) => T | undefined,
): T | undefined {
  const parts = partsOf(findTitle(page)?.element, otherProducts)
  for (const place of list.split(' | ')) {
    const [selector = '', attribute] = place.split('@')
    for (const element of allIn(page.tree, selector, 5)) {
      if (parts.isOther(element)) continue
      const text = attribute === undefined ? shown(element) : cleanText(heldBy(element, attribute), 2048)
      const value = text ? read(text, attribute === undefined) : undefined
      if (value !== undefined) return value
    }
  }
  return undefined
}

/** The value of a field is what it holds now, which scripts and people change; its attribute is what it held first. */
const heldBy = (element: Element, attribute: string): string =>
  attribute === 'value' && (element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
    ? element.value
    : attributeOf(element, attribute)

/** What is drawn for the eye in pieces stands once more, whole, for screen readers: that copy is no less shown. */
function shown(element: Element): string {
  if (!isShown(element) && !/offscreen|sr-only|visually-?hidden/i.test(attributeOf(element, 'class')))
    return ''
  return shortText(element, 300) ?? cleanText(textOf(element), 300)
}

function stock({ inStock, outOfStock, places = {} }: SiteRules, page: PageContext): Candidate[] {
  const has = (list: string | undefined) => list !== undefined && allIn(page.tree, list, 5).some(isShown)
  const said = places.availability && firstValue(places.availability, page, readAvailability)
  const value = said || (has(outOfStock) ? 'OutOfStock' : has(inStock) ? 'InStock' : undefined)
  return value ? [{ field: 'availability', value, confidence: trust }] : []
}

/** The first group of a pattern on the page's path and query that has matched. */
export function inAddress(page: PageContext, pattern: RegExp): string | undefined {
  return pattern
    .exec(page.address.pathname + page.address.search)
    ?.slice(1)
    .find(Boolean)
}

/** The value of the first element that has one, as `attribute`. */
export function attributeIn(page: PageContext, selector: string, attribute: string): string | undefined {
  for (const element of allIn(page.tree, selector, 10)) {
    const value = cleanText(attributeOf(element, attribute), 200)
    if (value) return value
  }
  return undefined
}

export const hasAny = (page: PageContext, selector: string): boolean =>
  allIn(page.tree, selector, 1).length > 0
