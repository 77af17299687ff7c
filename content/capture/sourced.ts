import type { Source } from '../../extension/messages/popup-surface.ts'
import type { WrittenPrice } from '../../extension/product/price-text.ts'
import type { Candidate } from './candidate.ts'

/** A candidate with the method that found it. */
export type Sourced = Candidate & { readonly source: Source }

/** One whose value is text. */
export interface SourcedText {
  readonly value: string
  readonly confidence: number
  readonly source: Source
}

/** One whose value is a price, be it that of now or that of before. */
export interface SourcedPrice {
  readonly value: WrittenPrice
  readonly confidence: number
  readonly source: Source
}

/** The candidate as a price, if it is one. */
export function sourcedPrice(candidate: Sourced): SourcedPrice | undefined {
  return candidate.field === 'price' || candidate.field === 'listPrice' ? candidate : undefined
}
