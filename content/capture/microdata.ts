import { nothing, type Reading } from './candidate.ts'
import { cleanText } from './clean-text.ts'
import { attributeOf, closest, matches, parentOf, tagOf, textOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { allIn } from './page-tree.ts'
import { type SchemaNode, schemaGraph } from './schema-node.ts'
import { readSchema } from './schema-product.ts'

const mostProperties = 8000

/** The attributes of one way to mark up elements: what makes an item, names its type, and names a property. */
interface Syntax {
  readonly scope: string
  readonly type: string
  readonly property: string
}
const microdata: Syntax = { scope: 'itemscope', type: 'itemtype', property: 'itemprop' }
const rdfa: Syntax = { scope: 'typeof', type: 'typeof', property: 'property' }

/**
 * Products as microdata (https://html.spec.whatwg.org/multipage/microdata.html), turned into the form JSON-LD has.
 * `itemref`, which no shop system writes, is not followed.
 */
export function readMicrodata(page: PageContext): Reading {
  return readItems(page, microdata)
}

/** Products as RDFa Lite (https://www.w3.org/TR/rdfa-lite/): the same by other attributes. */
export function readRdfa(page: PageContext): Reading {
  const typed = allIn(page.tree, '[typeof]', 50)
  return typed.some(element => /Product/i.test(attributeOf(element, 'typeof')))
    ? readItems(page, rdfa)
    : nothing
}

function readItems(page: PageContext, syntax: Syntax): Reading {
  const items = new Map<Element, Record<string, unknown>>()
  const itemOf = (element: Element) => {
    const item = items.get(element) ?? { '@type': attributeOf(element, syntax.type).split(/\s+/) }
    items.set(element, item)
    return item
  }
  const scoped = `[${syntax.scope}]`
  const roots = allIn(page.tree, `${scoped}:not([${syntax.property}])`, 2000).map(itemOf)
  for (const [at, element] of allIn(page.tree, `[${syntax.property}]`, mostProperties).entries()) {
    if (at % 64 === 63 && page.deadline.passed()) break
    const parent = parentOf(element)
    const owner = parent && closest(parent, scoped)
    const isItem = matches(element, scoped)
    const value = isItem ? itemOf(element) : propertyValue(element, syntax)
    if (owner)
      for (const name of attributeOf(element, syntax.property).split(/\s+/))
        append(itemOf(owner), name, value)
    // A scope whose owner forgot to be one stands at the top.
    else if (isItem) roots.push(itemOf(element))
  }
  return readSchema(schemaGraph(roots as SchemaNode[]), page)
}

function append(item: Record<string, unknown>, name: string, value: unknown) {
  const plain = name.replace(/^(?:schema:|https?:\/\/schema\.org\/)/, '')
  if (!plain || plain.startsWith('@') || plain === '__proto__') return
  const before = item[plain]
  if (Array.isArray(before)) before.push(value)
  else item[plain] = [value]
}

const addressAttributes: Readonly<Record<string, string>> = {
  ...{ a: 'href', area: 'href', link: 'href', img: 'src', source: 'src', object: 'data' },
}

/** The value of a property, as the standard has it for each kind of element, and `content` on any of them. */
function propertyValue(element: Element, syntax: Syntax): string {
  if (element.hasAttribute('content')) return attributeOf(element, 'content')
  const tag = tagOf(element)
  const attribute = addressAttributes[tag]
  if (attribute) {
    const address = attributeOf(element, attribute)
    // A link around the name is the name's, not an address.
    const isName = tag === 'a' && !/^(?:url|image)$/.test(attributeOf(element, syntax.property))
    return isName || !address ? cleanText(textOf(element)) : address
  }
  if (tag === 'data' || tag === 'meter' || tag === 'input') return attributeOf(element, 'value')
  return cleanText(textOf(element))
}
