import { parentOf, tagOf } from './dom.ts'
import { type PageTree, shadowOf } from './page-tree.ts'

const mostTexts = 40_000

/** A text on the page with a digit in it, and its place among all texts. */
export interface Spot {
  readonly node: Text
  readonly place: number
}

/** The texts that may be prices, and where among all texts something on the page stands. */
export interface PageTexts {
  /** All texts but blank ones; the first has place 1. */
  readonly nodes: readonly Text[]
  readonly spots: readonly Spot[]
  /** The place of the first text in or after `element`. */
  placeOf(element: Element): number
}

/** The texts of the document, or of one shadow root, in document order; `from` is the place of the first. */
interface Stretch {
  readonly nodes: Text[]
  readonly places: number[]
}

const silent = new Set(
  'script style noscript template title desc text tspan iframe option textarea object'.split(' '),
)

/**
 * One walk over the page's texts, in document order and within bounds; what a shadow root holds stands where its host
 * does. Only texts are visited where there is no shadow root: an element's visit costs as much, and there are more.
 */
export function walkTexts(tree: PageTree): PageTexts {
  const nodes: Text[] = []
  const spots: Spot[] = []
  const stretches = new Map<Node, Stretch>()
  const visit = (node: Text, stretch: Stretch) => {
    const text = node.data
    if (!/\S/.test(text.length > 500 ? text.slice(0, 500) : text) || isSilent(node)) return
    const place = nodes.push(node)
    stretch.nodes.push(node)
    stretch.places.push(place)
    if (text.length <= 120 && hasDigit.test(text)) spots.push({ node, place })
  }
  const walk = (root: Node) => {
    const stretch: Stretch = { nodes: [], places: [] }
    stretches.set(root, stretch)
    const what =
      tree.shadows.length > 0 ? NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT : NodeFilter.SHOW_TEXT
    const walker = tree.document.createTreeWalker(root, what)
    for (let node = walker.nextNode(); node && nodes.length < mostTexts; node = walker.nextNode()) {
      if (node instanceof Text) visit(node, stretch)
      else {
        const shadow = shadowOf(node as Element)
        if (shadow && !stretches.has(shadow)) walk(shadow)
      }
    }
  }
  walk(tree.document)
  return { nodes, spots, placeOf: element => placeIn(stretches, element) }
}

const hasDigit = /\p{Nd}/u

function isSilent(node: Text): boolean {
  const parent = parentOf(node)
  return parent !== null && silent.has(tagOf(parent))
}

function placeIn(stretches: ReadonlyMap<Node, Stretch>, element: Element): number {
  const stretch = stretches.get(Node.prototype.getRootNode.call(element))
  if (!stretch) return 0
  const { nodes, places } = stretch
  let low = 0
  let high = nodes.length
  while (low < high) {
    const middle = (low + high) >> 1
    const node = nodes[middle]
    // Texts inside an element follow it.
    const isBefore =
      node && Node.prototype.compareDocumentPosition.call(element, node) & Node.DOCUMENT_POSITION_PRECEDING
    if (isBefore) low = middle + 1
    else high = middle
  }
  return places[low] ?? (places.at(-1) ?? 0) + 1
}
