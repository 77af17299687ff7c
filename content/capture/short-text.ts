import { parentOf, tagOf } from './dom.ts'

/**
 * The text of an element that has little of it, undefined once it is more than `most` characters: bounded, where
 * textContent would first build the text of a whole page. A two-digit text that follows a number in an element of its
 * own is its fraction (`$12<sup>99</sup>`), two other numbers side by side stay apart.
 */
export function shortText(element: Element, most: number): string | undefined {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let text = ''
  for (let nodes = 0; walker.nextNode(); nodes++) {
    const piece = walker.currentNode.nodeValue ?? ''
    const clean = piece.slice(0, most * 4).replace(/\s+/g, ' ')
    text = joined(text, clean, walker.currentNode)
    if (nodes > 40 || text.length > most + 10) return undefined
  }
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : undefined
}

function joined(text: string, piece: string, node: Node): string {
  if (!/\d$/.test(text) || !/^\d/.test(piece)) return text + piece
  const parent = parentOf(node)
  const isFraction = /^\d{2}$/.test(piece.trim()) && !/[.,]\d+$/.test(text) && parent && isRaised(parent)
  return `${text}${isFraction ? '.' : ' '}${piece}`
}

const isRaised = (element: Element): boolean =>
  tagOf(element) === 'sup' ||
  /cent|frac|decimal|sup|minor|small|penn/i.test(element.getAttribute('class') ?? '')
