import { currencyCode } from '../../extension/product/currency.ts'
import type { PriceHints } from '../../extension/product/currency-symbol.ts'
import { readPrice, type WrittenPrice } from '../../extension/product/price-text.ts'
import type { Candidate } from './candidate.ts'
import { isOfType, nodesOf, type SchemaGraph, type SchemaNode, textOfNode, valuesOf } from './schema-node.ts'

/** The price of one offer and how far it can be trusted. */
interface OfferedPrice {
  readonly price: WrittenPrice
  readonly trust: number
}

/**
 * What a node's offers say of price and availability. Of several offers the one that `names` recognises (the variant
 * of the page's address) counts; else, when they differ, the first that can be bought, with less trust.
 */
export function readOffers(
  graph: SchemaGraph,
  node: SchemaNode,
  hints: PriceHints,
  names: (offer: SchemaNode) => boolean,
): Candidate[] {
  const offers = nodesOf(graph, node, 'offers').flatMap(offer => singleOffers(graph, offer))
  const named = offers.filter(names)
  const considered = named.length > 0 && named.length < offers.length ? named : offers
  return [
    ...priceOf(graph, considered, hints),
    ...listPriceOf(graph, considered, hints),
    ...availabilityOf(considered),
  ]
}

/** An aggregate that lists its offers stands for them; one that does not stands for itself. */
function singleOffers(graph: SchemaGraph, offer: SchemaNode): SchemaNode[] {
  const inner = nodesOf(graph, offer, 'offers')
  return inner.length > 0 && isOfType(offer, /^AggregateOffer$/i) ? inner : [offer]
}

function priceOf(graph: SchemaGraph, offers: readonly SchemaNode[], hints: PriceHints): Candidate[] {
  const available = offers.filter(offer => availability(offer) !== 'OutOfStock')
  const prices = [...available, ...offers].flatMap(offer => offeredPrice(graph, offer, hints) ?? [])
  const [first] = prices
  if (!first) return []
  const alike = prices.every(({ price }) => Number(price.decimal) === Number(first.price.decimal))
  return [{ field: 'price', value: first.price, confidence: alike ? first.trust : first.trust * 0.6 }]
}

function offeredPrice(graph: SchemaGraph, offer: SchemaNode, hints: PriceHints): OfferedPrice | undefined {
  const currency = textOfNode(offer, 'priceCurrency')
  const direct = numberIn(offer, ['price'], currency, hints)
  if (direct) return { price: direct, trust: isZero(direct) ? 0.15 : isWithoutTax(offer) ? 0.5 : 0.8 }
  const specified = nodesOf(graph, offer, 'priceSpecification').filter(isUnitPrice)
  for (const specification of specified) {
    const price = numberIn(
      specification,
      ['price'],
      textOfNode(specification, 'priceCurrency') ?? currency,
      hints,
    )
    if (price) return { price, trust: isZero(price) ? 0.15 : isWithoutTax(specification) ? 0.5 : 0.75 }
  }
  const low = numberIn(offer, ['lowPrice'], currency, hints)
  const high = numberIn(offer, ['highPrice'], currency, hints)
  // "From" a price up to another is no price of this selection: only what is shown can make it one.
  return low && !isZero(low)
    ? { price: low, trust: high ? (Number(high.decimal) === Number(low.decimal) ? 0.75 : 0.3) : 0.5 }
    : undefined
}

/** What schema.org says it cost before: a price specification of that type. */
function listPriceOf(graph: SchemaGraph, offers: readonly SchemaNode[], hints: PriceHints): Candidate[] {
  const [offer] = offers
  if (!offer) return []
  const before = nodesOf(graph, offer, 'priceSpecification').find(specification =>
    /ListPrice|Strikethrough|MSRP|SRP|Regular/i.test(textOfNode(specification, 'priceType') ?? ''),
  )
  const value = before && numberIn(before, ['price'], textOfNode(before, 'priceCurrency'), hints)
  return value ? [{ field: 'listPrice', value, confidence: 0.8 }] : []
}

/** The price that is paid for one piece: no list price, no price for a kilogram, none for members or for quantities. */
function isUnitPrice(specification: SchemaNode): boolean {
  const kind = textOfNode(specification, 'priceType') ?? ''
  const apart = ['referenceQuantity', 'eligibleQuantity', 'validForMemberTier']
  return (
    !/ListPrice|Strikethrough|MSRP|SRP|Regular/i.test(kind) &&
    apart.every(name => specification[name] === undefined)
  )
}

function numberIn(
  node: SchemaNode,
  names: readonly string[],
  currency: string | undefined,
  hints: PriceHints,
): WrittenPrice | undefined {
  const text = textOfNode(node, ...names)
  if (text === undefined) return undefined
  const code = currency === undefined ? undefined : currencyCode(currency)
  return markupPrice(text, code, hints)
}

/** A price as markup has it: by the standard a plain decimal, in truth often a text like any other. */
export function markupPrice(
  text: string,
  code: string | undefined,
  hints: PriceHints,
): WrittenPrice | undefined {
  const read: WrittenPrice | undefined = /^\d{1,12}(?:\.\d{1,18})?$/.test(text)
    ? { decimal: text, marked: false }
    : writtenPrice(text, code, hints)
  if (!read || code === undefined) return read
  return { decimal: read.decimal, marked: true, currency: code }
}

/** Exponents and long digit strings are nobody's price. */
function writtenPrice(text: string, code: string | undefined, hints: PriceHints): WrittenPrice | undefined {
  if (/\d[eE][+-]?\d/.test(text) || /^\s*[-−]/.test(text)) return undefined
  return readPrice(text, code ? { ...hints, currency: code } : hints)
}

const isZero = (price: WrittenPrice): boolean => Number(price.decimal) === 0

const isWithoutTax = (node: SchemaNode): boolean =>
  valuesOf(node, 'valueAddedTaxIncluded').some(value => value === false || /^false$/i.test(String(value)))

function availabilityOf(offers: readonly SchemaNode[]): Candidate[] {
  const said = offers.flatMap(offer => availability(offer) ?? [])
  if (said.length === 0) return []
  const value = said.includes('InStock') ? 'InStock' : 'OutOfStock'
  return [{ field: 'availability', value, confidence: 0.8 }]
}

const availability = (offer: SchemaNode) => readAvailability(textOfNode(offer, 'availability') ?? '')

/** "https://schema.org/InStock", "in stock", "oos", "OutStock": whether it can be ordered now. Undefined when not said. */
export function readAvailability(text: string): 'InStock' | 'OutOfStock' | undefined {
  const word = text
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/[^a-z]/g, '')
  if (/^(?:outo?f?stock|oos|soldout|discontinued|unavailable|notavailable|reserved)$/.test(word))
    return 'OutOfStock'
  if (
    /^(?:instock|limitedavailability|onlineonly|preorder|presale|backorder|madetoorder|available|instoreonly)/.test(
      word,
    )
  )
    return 'InStock'
  return undefined
}
