import type { Reading } from './candidate.ts'
import { all, textOf } from './dom.ts'
import { parseLooseJson } from './loose-json.ts'
import type { PageContext } from './page-context.ts'
import { schemaGraph } from './schema-node.ts'
import { readSchema } from './schema-product.ts'

/** Characters of JSON-LD that are parsed, all scripts together: the largest honest pages have a tenth of it. */
const mostCharacters = 3_000_000
/** A script that is no JSON is repaired up to this length: repairing takes many times longer than parsing. */
const mostRepaired = 500_000

/** Products as schema.org JSON-LD (https://www.w3.org/TR/json-ld11/, without its contexts, which shops do not use). */
export function readJsonLd(page: PageContext): Reading {
  let left = mostCharacters
  const roots: unknown[] = []
  for (const script of all(page.root, 'script[type*="ld+json" i]', 200)) {
    const text = textOf(script, mostCharacters + 1)
    left -= text.length
    if (left < 0 || page.deadline.passed()) break
    roots.push(parseLooseJson(text, text.length <= mostRepaired))
  }
  return readSchema(schemaGraph(roots), page)
}
