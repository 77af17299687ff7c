/*
 * Looking at the page without trusting it. A form control named "parentElement", or a picture named "title", hides the
 * property of that name from scripts; calling the prototype's own members cannot be misled.
 */

const getter = <T>(prototype: object, name: string): ((node: Node) => T) => {
  const found = Object.getOwnPropertyDescriptor(prototype, name)?.get
  return node => (found ? found.call(node) : Reflect.get(node, name))
}

const documentElement = getter<Element>(Document.prototype, 'documentElement')
const parentElement = getter<Element | null>(Node.prototype, 'parentElement')
const textContent = getter<string | null>(Node.prototype, 'textContent')
const localName = getter<string>(Element.prototype, 'localName')

/** The html element. */
export const rootOf = (document: Document): Element => documentElement(document)
export const parentOf = (node: Node): Element | null => parentElement(node)
export const tagOf = (element: Element): string => localName(element)
/** The text of a node, markup taken out; at most `most` characters of it. */
export const textOf = (node: Node, most = 5000): string => (textContent(node) ?? '').slice(0, most)

export function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? ''
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector)
}

export function closest(element: Element, selector: string): Element | null {
  return Element.prototype.closest.call(element, selector)
}

/** The first `most` elements under `root` that match, in document order. */
export function all(root: Element, selector: string, most = 500): Element[] {
  return Array.prototype.slice.call(Element.prototype.querySelectorAll.call(root, selector), 0, most)
}

export function first(root: Element, selector: string): Element | undefined {
  return Element.prototype.querySelector.call(root, selector) ?? undefined
}

/** What names an element for people who write style sheets: its class, id and test id, in one line. */
export function nameOf(element: Element): string {
  return `${attributeOf(element, 'class')} ${attributeOf(element, 'id')} ${attributeOf(element, 'data-testid')}`.slice(
    0,
    400,
  )
}

/** Whether the element is shown, as far as the browser knows; one without layout (a test) says by its markup alone. */
export function isShown(element: Element): boolean {
  const { checkVisibility } = Element.prototype
  if (typeof checkVisibility === 'function') return checkVisibility.call(element)
  return !closest(element, '[hidden],[style*="display:none"],[style*="display: none"]')
}
