import { attributeOf, textOf } from './dom.ts'
import type { PageContext } from './page-context.ts'
import { allIn } from './page-tree.ts'

/** Characters of scripts that are looked at, all together. */
const mostCharacters = 3_000_000

const known = new WeakMap<object, readonly string[]>()

/** The texts of the page's inline scripts that contain `word`, in document order; none is run. JSON-LD has its own method. */
export function scriptTexts(page: PageContext, word: string): string[] {
  const texts = known.get(page.tree) ?? inlineScripts(page)
  known.set(page.tree, texts)
  return texts.filter(text => text.includes(word))
}

function inlineScripts(page: PageContext): string[] {
  const texts: string[] = []
  let left = mostCharacters
  for (const script of allIn(page.tree, 'script:not([src])', 400)) {
    if (/ld\+json/i.test(attributeOf(script, 'type'))) continue
    const text = textOf(script, mostCharacters)
    left -= text.length
    if (left < 0) break
    texts.push(text)
  }
  return texts
}
