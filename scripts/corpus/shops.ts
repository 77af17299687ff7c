import { createHash } from 'node:crypto'
import { getDomain } from 'tldts'
import { ScriptFailure } from '../failure.ts'
import type { CorpusPage } from './corpus.ts'

/**
 * The pages of some shops only. `choice` is "half:0" or "half:1", which split all shops in two by a hash of their
 * registrable domain (so that rules can be written on one half and measured on the other), or domains with commas.
 * Throws a ScriptFailure for a half that is neither.
 */
export function ofShops(pages: readonly CorpusPage[], choice: string): CorpusPage[] {
  const half = /^half:(.*)$/.exec(choice)
  if (!half) {
    const domains = new Set(choice.split(','))
    return pages.filter(({ url }) => domains.has(domainOf(url)))
  }
  if (half[1] !== '0' && half[1] !== '1') throw new ScriptFailure('--shops takes half:0, half:1 or domains')
  return pages.filter(({ url }) => halfOf(domainOf(url)) === half[1])
}

/** A shop's sites in several countries are one shop: amazon.de is in the half of amazon.com. */
function halfOf(domain: string): string {
  const name = domain.split('.')[0] ?? ''
  return String((createHash('sha256').update(name).digest()[0] ?? 0) & 1)
}

const domainOf = (url: string): string => getDomain(url, { allowPrivateDomains: true }) ?? new URL(url).host
