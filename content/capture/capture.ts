import type { Source } from '../../extension/messages/popup-surface.ts'
import { nothing, type Reading, type Sign } from './candidate.ts'
import type { Captured } from './captured.ts'
import { deadlineFrom } from './deadline.ts'
import { readJsonLd } from './json-ld.ts'
import { judge, noProduct, type Sourced } from './judge.ts'
import { readMeta } from './meta.ts'
import { readMicrodata } from './microdata.ts'
import { readPage } from './page.ts'
import { type PageContext, readContext } from './page-context.ts'
import { enough, scorePage } from './page-kind.ts'

const markup: readonly (readonly [Source, (page: PageContext) => Reading])[] = [
  ['json-ld', readJsonLd],
  ['microdata', readMicrodata],
  ['meta', readMeta],
]

/**
 * Reads the product of a page, changing nothing on it and asking nobody else. Never throws: a method that a page
 * breaks loses only itself, and an address that is none gives `none`.
 */
export function capture(document: Document, address: string, now = () => performance.now()): Captured {
  if (!URL.canParse(address)) return { kind: 'none' }
  const page = readContext(document, address, deadlineFrom(now))
  const candidates: Sourced[] = []
  const signs = new Set<Sign>()
  const read = (source: Source, method: (page: PageContext) => Reading, context: PageContext) => {
    const reading = guarded(source, method, context)
    for (const candidate of reading.candidates) candidates.push({ ...candidate, source })
    for (const sign of reading.signs) signs.add(sign)
  }
  for (const [source, method] of markup) read(source, method, page)
  const currency = declaredCurrency(candidates)
  const informed = { ...page, signs, ...(currency && { hints: { ...page.hints, currency } }) }
  read('page', readPage, informed)
  return scorePage(signs, page.address) >= enough ? judge(candidates, informed) : noProduct(page)
}

function guarded(source: Source, method: (page: PageContext) => Reading, page: PageContext): Reading {
  try {
    return method(page)
  } catch (error) {
    // A page may break what reading relies on; the other methods still answer, and the console says what was lost.
    console.warn(`Common Cart could not read this page's ${source}:`, error)
    return nothing
  }
}

/** The currency that the markup names most. */
function declaredCurrency(candidates: readonly Sourced[]): string | undefined {
  const named = candidates.flatMap(c => (c.field === 'price' && c.value.currency ? [c.value.currency] : []))
  return named[0]
}
