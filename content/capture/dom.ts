/*
 * Looking at the page without trusting it. A form control named "parentElement", or a picture named "title", hides the
 * property of that name from scripts; calling the prototypes' members cannot be misled.
 */

/** Reads a property by the accessor that `prototype` has for it or inherits. */
function getter<N extends Node, T>(prototype: N, name: string): (node: N) => T {
  for (let at: object | null = prototype; at; at = Object.getPrototypeOf(at)) {
    const get: (() => T) | undefined = Object.getOwnPropertyDescriptor(at, name)?.get
    if (get) return node => get.call(node)
  }
  throw new Error(`This browser's nodes have no ${name}`)
}

const documentElement = getter<Document, Element>(Document.prototype, 'documentElement')
const parentElement = getter<Node, Element | null>(Node.prototype, 'parentElement')
const localName = getter<Element, string>(Element.prototype, 'localName')
const textOfElement = getter<Node, string | null>(Element.prototype, 'textContent')

/** The html element. */
export const rootOf = (document: Document): Element => documentElement(document)
export const parentOf = (node: Node): Element | null => parentElement(node)
export const tagOf = (element: Element): string => localName(element)
/** The text of a node, markup taken out; at most `most` characters of it. */
export const textOf = (node: Element, most = 5000): string => (textOfElement(node) ?? '').slice(0, most)

export function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? ''
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector)
}

export function closest(element: Element, selector: string): Element | null {
  return Element.prototype.closest.call(element, selector)
}

/** What can be searched: an element, or a shadow root. */
export type Searchable = Element | ShadowRoot

const queryOf = (root: Searchable): Element | DocumentFragment =>
  root instanceof Element ? Element.prototype : DocumentFragment.prototype

/** The first `most` elements under `root` that match, in document order. */
export function all(root: Searchable, selector: string, most = 500): Element[] {
  return Array.prototype.slice.call(queryOf(root).querySelectorAll.call(root, selector), 0, most)
}

export function first(root: Searchable, selector: string): Element | undefined {
  return queryOf(root).querySelector.call(root, selector) ?? undefined
}

const names = new WeakMap<Element, string>()

/**
 * What names an element for people who write style sheets: its class, id and test id, in one line of lower case.
 * Remembered, because the elements around a price are around others too.
 */
export function nameOf(element: Element): string {
  const before = names.get(element)
  if (before !== undefined) return before
  const name = ['class', 'id', 'data-testid'].map(each => attributeOf(element, each)).join(' ')
  const short = name.slice(0, 400).toLowerCase()
  names.set(element, short)
  return short
}

/** Whether the element is shown, as far as the browser knows; one without layout (a test) says by its markup alone. */
export function isShown(element: Element): boolean {
  const { checkVisibility } = Element.prototype
  if (typeof checkVisibility === 'function') return checkVisibility.call(element)
  return !closest(element, '[hidden],[style*="display:none"],[style*="display: none"]')
}
