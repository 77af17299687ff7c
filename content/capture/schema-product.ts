import { isVariantName } from '../../extension/product/variant-parameters.ts'
import type { Candidate, Reading, Sign, TextField } from './candidate.ts'
import type { PageContext } from './page-context.ts'
import { sameWords } from './same-words.ts'
import {
  type FoundNode,
  isNode,
  isOfType,
  nodesOf,
  type SchemaGraph,
  type SchemaNode,
  textOfNode,
  valuesOf,
} from './schema-node.ts'
import { readOffers } from './schema-offer.ts'

/*
 * From schema.org's words to candidates, for JSON-LD and microdata alike: which of the described products the page is
 * about, and what is said of it.
 */

const productType =
  /^(?:Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car|Book|(?:\w+)?Event)$/i
const listingType = /^(?:CollectionPage|ItemList|OfferCatalog|SearchResultsPage|CheckoutPage)$/i
const articleType =
  /^(?:Article|NewsArticle|BlogPosting|TechArticle|Recipe|HowTo|QAPage|FAQPage|JobPosting|Course|LodgingBusiness|Hotel|Restaurant|SoftwareApplication)$/i
// What stands under these is another product than the page's.
const elsewhere =
  /^(?:itemListElement|isRelatedTo|isSimilarTo|isAccessoryOrSparePartFor|isConsumableFor|hasOfferCatalog|itemReviewed|mentions|hasVariant|isVariantOf|review|itemOffered|makesOffer|about|citation)$/

/** What the graph says of the product that this page is about. */
export function readSchema(graph: SchemaGraph, page: PageContext): Reading {
  const offered = graph.found.filter(({ node }) => isOfType(node, productType) && isUsable(graph, node))
  const main = offered.filter(({ within }) => !within.some(name => elsewhere.test(name)))
  const chosen = chooseMain(graph, main, page)
  const signs = otherSigns(graph, offered.length - main.length)
  if (!chosen) return { candidates: [], signs: main.length > 1 ? [...signs, 'several-products'] : signs }
  const candidates = readProduct(graph, chosen, page)
  signs.push('product')
  // "From 1099" is a collection's price as often as a product's.
  if (candidates.some(({ field, confidence }) => field === 'price' && confidence > 0.35))
    signs.push('product-offer')
  if (isThisPage(chosen, page)) signs.push('product-address')
  return { candidates, signs }
}

/** A book without offers is a bibliography's, an event without a ticket news, a product without a name nobody's. */
function isUsable(graph: SchemaGraph, node: SchemaNode): boolean {
  const hasName = textOfNode(node, 'name') !== undefined
  return hasName && (isOfType(node, /Product/i) || nodesOf(graph, node, 'offers').length > 0)
}

function otherSigns(graph: SchemaGraph, listed: number): Sign[] {
  const signs: Sign[] = []
  const top = graph.found.filter(({ within }) => within.every(name => name === 'mainEntity'))
  if (top.some(({ node }) => isOfType(node, listingType)) || listed > 3) signs.push('listing')
  if (top.some(({ node }) => isOfType(node, articleType))) signs.push('article')
  return signs
}

/** The one product, or of several the one whose address or name is the page's. */
function chooseMain(
  graph: SchemaGraph,
  main: readonly FoundNode[],
  page: PageContext,
): SchemaNode | undefined {
  const nodes = main.map(({ node }) => node)
  if (nodes.length <= 1) return nodes[0]
  const here = nodes.filter(node => isThisPage(node, page))
  const named = (here.length > 0 ? here : nodes).filter(node => sameWords(nameIn(node), page.title) > 0.7)
  const left = named.length > 0 ? named : here.length > 0 ? here : nodes
  // The same product described more than once is one product; several are a list, unless the address chose. A tour's
  // evenings have one name and are several.
  const isOne = here.length > 0 || (new Set(left.map(nameIn)).size === 1 && !left.some(isEvent))
  return isOne ? fullest(graph, left) : undefined
}

const isEvent = (node: SchemaNode): boolean => isOfType(node, /Event$/i)

const nameIn = (node: SchemaNode): string => textOfNode(node, 'name') ?? ''

/** The one that says most: a group with its variants, else one with offers. */
function fullest(graph: SchemaGraph, nodes: readonly SchemaNode[]): SchemaNode | undefined {
  const group = nodes.find(node => isOfType(node, /^ProductGroup$/i))
  return group ?? nodes.find(node => nodesOf(graph, node, 'offers').length > 0) ?? nodes[0]
}

function isThisPage(node: SchemaNode, page: PageContext): boolean {
  return ['url', '@id', 'mainEntityOfPage'].some(name =>
    valuesOf(node, name).some(value => {
      const text = isNode(value) ? value['@id'] : value
      return typeof text === 'string' && pathOf(text, page) === page.address.pathname
    }),
  )
}

function pathOf(address: string, page: PageContext): string | undefined {
  return URL.canParse(address, page.address.href) ? new URL(address, page.address.href).pathname : undefined
}

function readProduct(graph: SchemaGraph, product: SchemaNode, page: PageContext): Candidate[] {
  const variants = nodesOf(graph, product, 'hasVariant')
  const chosen = variants.find(variant => isNamedBy(variant, page))
  const own = describe(graph, chosen ?? product, page)
  if (chosen)
    return [...own, ...describe(graph, product, page).map(c => ({ ...c, confidence: c.confidence * 0.7 }))]
  const hasPrice = own.some(({ field }) => field === 'price')
  return hasPrice || variants.length === 0 ? own : [...own, ...offersOfVariants(graph, variants, page)]
}

/** Without a choice in the address, the variants' offers are offers of the group. */
function offersOfVariants(
  graph: SchemaGraph,
  variants: readonly SchemaNode[],
  page: PageContext,
): Candidate[] {
  const offers = variants.flatMap(variant => nodesOf(graph, variant, 'offers'))
  return readOffers(graph, { offers }, page.hints, offer => isNamedBy(offer, page))
}

function describe(graph: SchemaGraph, node: SchemaNode, page: PageContext): Candidate[] {
  const candidates: Candidate[] = readOffers(graph, node, page.hints, offer => isNamedBy(offer, page))
  const add = (field: TextField, value: string | undefined, confidence: number) => {
    if (value) candidates.push({ field, value, confidence })
  }
  add('title', textOfNode(node, 'name'), 0.8)
  add('brand', textOfNode(node, 'brand', 'manufacturer'), 0.8)
  add('sku', textOfNode(node, 'sku', 'productID'), 0.8)
  add('sku', offerText(graph, node, 'sku'), 0.6)
  add('sku', textOfNode(node, 'mpn'), 0.4)
  add('gtin', textOfNode(node, 'gtin13', 'gtin', 'gtin12', 'gtin14', 'gtin8', 'isbn'), 0.8)
  add('variant', variantText(node), 0.7)
  for (const image of valuesOf(node, 'image').slice(0, 3)) add('image', imageAddress(graph, image), 0.8)
  return candidates
}

function offerText(graph: SchemaGraph, node: SchemaNode, name: string): string | undefined {
  const [offer, second] = nodesOf(graph, node, 'offers')
  return offer && !second ? textOfNode(offer, name) : undefined
}

/** "Blue / XL", of a node that stands for one variant. */
function variantText(node: SchemaNode): string | undefined {
  if (!nodesHasGroup(node)) return undefined
  const parts = ['color', 'size', 'material', 'pattern'].flatMap(name => textOfNode(node, name) ?? [])
  return parts.length > 0 ? parts.join(' / ') : undefined
}

const nodesHasGroup = (node: SchemaNode): boolean =>
  node.isVariantOf !== undefined || node.inProductGroupWithID !== undefined

function imageAddress(graph: SchemaGraph, value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return isNode(value) ? textOfNode(graph.resolve(value), 'contentUrl', 'url') : undefined
}

/** Whether the page's address has the parameters that choose this variant or offer. */
function isNamedBy(node: SchemaNode, page: PageContext): boolean {
  const chosen = [...page.address.searchParams].filter(([name]) => isVariantName(name))
  if (chosen.length === 0) return false
  const offers = valuesOf(node, 'offers').filter(isNode)
  return [node, ...offers].some(({ url, sku }) => {
    if (typeof sku === 'string' && chosen.some(([, value]) => value === sku)) return true
    if (typeof url !== 'string' || !URL.canParse(url, page.address.href)) return false
    const parameters = new URL(url, page.address.href).searchParams
    return chosen.every(([name, value]) => parameters.get(name) === value)
  })
}
