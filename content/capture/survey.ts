import type { Source } from '../../extension/messages/popup-surface.ts'
import { nothing, type Reading, type Sign } from './candidate.ts'
import { readEmbeddedState } from './embedded-state.ts'
import { readJsonLd } from './json-ld.ts'
import { readMeta } from './meta.ts'
import { readMicrodata, readRdfa } from './microdata.ts'
import { readPage } from './page.ts'
import type { PageContext } from './page-context.ts'
import { readLargeShop, readPlatform } from './sites/read-sites.ts'
import type { Sourced } from './sourced.ts'
import { isStale } from './stale.ts'

type Method = readonly [Source, (page: PageContext) => Reading]

// The cheap ones first: when the time is up, what they found remains.
const methods: readonly Method[] = [
  ['meta', readMeta],
  ['json-ld', readJsonLd],
  ['microdata', readMicrodata],
  ['rdfa', readRdfa],
  ['shop', readLargeShop],
  ['platform', readPlatform],
  ['page', readPage],
  ['state', readEmbeddedState],
]

/** What is written for machines, and may be older than what is on screen. */
const markup: ReadonlySet<Source> = new Set(['meta', 'json-ld', 'microdata', 'rdfa'])

/** What all methods found on a page, and the page as the last of them saw it. */
export interface Survey {
  readonly candidates: readonly Sourced[]
  readonly signs: ReadonlySet<Sign>
  readonly page: PageContext
}

/** Asks every method, until the page's deadline. A method that a page breaks loses only itself. */
export function survey(start: PageContext): Survey {
  const candidates: Sourced[] = []
  const signs = new Set<Sign>()
  let page: PageContext = { ...start, signs }
  for (const [source, method] of methods) {
    if (page.deadline.passed()) break
    if (source === 'state' && (page.hasMoved || saysEnough(candidates))) continue
    const reading = guarded(source, method, page)
    if (markup.has(source) && isStale(reading, page)) continue
    for (const candidate of reading.candidates) candidates.push({ ...candidate, source })
    for (const sign of reading.signs) signs.add(sign)
    page = withCurrency(page, candidates)
  }
  return { candidates, signs, page }
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

/** Markup that was read well is not looked for once more in megabytes of scripts. */
function saysEnough(candidates: readonly Sourced[]): boolean {
  const has = (field: string, confidence: number) =>
    candidates.some(each => each.field === field && each.confidence >= confidence)
  return has('price', 0.7) && has('sku', 0.5)
}

/** A shared symbol on the page means the currency that the markup names. */
function withCurrency(page: PageContext, candidates: readonly Sourced[]): PageContext {
  if (page.hints.currency) return page
  const currency = candidates.flatMap(c =>
    c.field === 'price' && c.value.currency ? [c.value.currency] : [],
  )[0]
  return currency ? { ...page, hints: { ...page.hints, currency } } : page
}
