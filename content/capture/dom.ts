/*
 * Looking at the page without trusting it. A form control named "parentElement", or a picture named "title", hides the
 * property of that name from scripts; calling the prototypes' members cannot be misled.
 */

/** Reads a property through the first accessor of that name on the node's prototypes, found once for each kind of node. */
const getter = <T>(name: string): ((node: Node) => T) => {
  const found = new Map<object, (() => T) | undefined>()
  return node => {
    const kind: object = Object.getPrototypeOf(node)
    if (!found.has(kind)) found.set(kind, accessor(kind, name))
    const get = found.get(kind)
    return get ? get.call(node) : Reflect.get(node, name)
  }
}

function accessor(kind: object | null, name: string): (() => never) | undefined {
  for (let at = kind; at; at = Object.getPrototypeOf(at)) {
    const get = Object.getOwnPropertyDescriptor(at, name)?.get
    if (get) return get as () => never
  }
  return undefined
}

const documentElement = getter<Element>('documentElement')
const parentElement = getter<Element | null>('parentElement')
const textContent = getter<string | null>('textContent')
const localName = getter<string>('localName')

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
