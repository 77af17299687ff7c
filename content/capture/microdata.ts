import type { Reading } from './candidate.ts'
import { cleanText } from './clean-text.ts'
import { all, attributeOf, closest, parentOf, tagOf, textOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { type SchemaNode, schemaGraph } from './schema-node.ts'
import { readSchema } from './schema-product.ts'

const mostProperties = 8000

/**
 * Products as microdata (https://html.spec.whatwg.org/multipage/microdata.html), turned into the form JSON-LD has.
 * `itemref` is not followed.
 */
export function readMicrodata(page: PageContext): Reading {
  const items = new Map<Element, Record<string, unknown>>()
  const itemOf = (element: Element) => {
    const item = items.get(element) ?? { '@type': attributeOf(element, 'itemtype').split(/\s+/) }
    items.set(element, item)
    return item
  }
  const roots = all(page.root, '[itemscope]:not([itemprop])', 2000).map(itemOf)
  for (const element of all(page.root, '[itemprop]', mostProperties)) {
    const parent = parentOf(element)
    const owner = parent && closest(parent, '[itemscope]')
    const value = element.hasAttribute('itemscope') ? itemOf(element) : propertyValue(element)
    if (owner)
      for (const name of attributeOf(element, 'itemprop').split(/\s+/)) append(itemOf(owner), name, value)
    // A scope whose owner forgot to be one stands at the top.
    else if (element.hasAttribute('itemscope')) roots.push(itemOf(element))
  }
  return readSchema(schemaGraph(roots as SchemaNode[]), page)
}

function append(item: Record<string, unknown>, name: string, value: unknown) {
  if (!name || name.startsWith('@') || name === '__proto__') return
  const before = item[name]
  if (Array.isArray(before)) before.push(value)
  else item[name] = [value]
}

const addressAttributes: Readonly<Record<string, string>> = {
  ...{ a: 'href', area: 'href', link: 'href', img: 'src', source: 'src', object: 'data' },
}

/** The value of a property, as the standard has it for each kind of element, and `content` on any of them. */
function propertyValue(element: Element): string {
  if (element.hasAttribute('content')) return attributeOf(element, 'content')
  const tag = tagOf(element)
  const attribute = addressAttributes[tag]
  if (attribute) {
    const address = attributeOf(element, attribute)
    // A link around the name is the name's, not an address.
    const isName = tag === 'a' && !/^(?:url|image)$/.test(attributeOf(element, 'itemprop'))
    return isName || !address ? cleanText(textOf(element)) : address
  }
  if (tag === 'data' || tag === 'meter' || tag === 'input') return attributeOf(element, 'value')
  return cleanText(textOf(element))
}
