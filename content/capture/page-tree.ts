import { all, rootOf } from './dom.ts'

/** A page's document and the open shadow roots in it, which queries on the document do not enter. */
export interface PageTree {
  readonly document: Document
  readonly root: Element
  readonly shadows: readonly ShadowRoot[]
}

const mostElements = 20_000
const mostShadows = 300

/** Finds the shadow roots of a page, those in shadow roots too. */
export function treeOf(document: Document): PageTree {
  const root = rootOf(document)
  const shadows: ShadowRoot[] = []
  const look = (within: Element | ShadowRoot) => {
    for (const element of all(within, '*', mostElements)) {
      const shadow = shadowOf(element)
      if (!shadow || shadows.length === mostShadows) continue
      shadows.push(shadow)
      look(shadow)
    }
  }
  look(root)
  return { document, root, shadows }
}

const shadowGetter = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot')?.get

/** The open shadow root of an element, if it has one. */
export const shadowOf = (element: Element): ShadowRoot | null => shadowGetter?.call(element) ?? null

/** The first `most` elements that match, in the document and then in its shadow roots. */
export function allIn(tree: PageTree, selector: string, most = 500): Element[] {
  const found = all(tree.root, selector, most)
  for (const shadow of tree.shadows) {
    if (found.length >= most) break
    found.push(...all(shadow, selector, most - found.length))
  }
  return found
}
