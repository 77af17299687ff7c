import type { Source } from '../../extension/messages/popup-surface.ts'
import type { SourcedText } from './sourced.ts'

/**
 * What the methods say together, by the sum of their trust; the page's own words and
 * the state of its button weigh as much as markup.
 */
export function judgeAvailability(
  texts: readonly SourcedText[],
  priced: Source | undefined,
): { value: 'InStock' | 'OutOfStock'; source: Source } | undefined {
  const sumOf = (value: string) =>
    texts.reduce((sum, each) => sum + (each.value === value ? each.confidence : 0), 0)
  const value = sumOf('OutOfStock') > sumOf('InStock') ? 'OutOfStock' : 'InStock'
  const [source] = texts.filter(each => each.value === value).sort((a, b) => b.confidence - a.confidence)
  if (source) return { value, source: source.source }
  // What is offered at a price and not said to be gone can be had: classified ads have no button and no word for it.
  return priced && { value: 'InStock', source: priced }
}
