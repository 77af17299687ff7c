import { tagOf } from './dom.ts'

const mostNodes = 60_000

/** A text on the page with a digit in it, and its place among all texts. */
export interface Spot {
  readonly node: Text
  readonly place: number
}

/** The texts that may be prices, and where among the texts each of `landmarks` starts. */
export interface PageTexts {
  readonly spots: readonly Spot[]
  readonly places: ReadonlyMap<Element, number>
}

const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'select',
  'textarea',
  'object',
  'head',
])

/** One walk over the page's texts, in document order and within bounds. */
export function walkTexts(root: Element, landmarks: ReadonlySet<Element>): PageTexts {
  const shown = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT
  const walker = root.ownerDocument.createTreeWalker(root, shown, node =>
    node instanceof Element && silent.has(tagOf(node)) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  const spots: Spot[] = []
  const places = new Map<Element, number>()
  let place = 0
  for (let nodes = 0; nodes < mostNodes && walker.nextNode(); nodes++) {
    const node = walker.currentNode
    if (node instanceof Text) {
      const text = node.data
      if (!/\S/.test(text.slice(0, 500))) continue
      place++
      if (text.length <= 120 && /\p{Nd}/u.test(text)) spots.push({ node, place })
    } else if (landmarks.has(node as Element)) places.set(node as Element, place)
  }
  return { spots, places }
}
