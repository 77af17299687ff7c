import type { Source } from '../../extension/messages/popup-surface.ts'
import { cleanText } from './clean-text.ts'
import type { PageContext } from './page-context.ts'
import { withoutShop } from './page-title.ts'
import { sameWords } from './same-words.ts'

interface Title {
  readonly value: string
  readonly confidence: number
  readonly source: Source
}

/** The title that has most in common with the others, each without the shop's name around it. */
export function judgeTitle(
  titles: readonly Title[],
  shop: string | undefined,
  page: PageContext,
): Title | undefined {
  const heading = titles.find(({ source }) => source === 'page')?.value
  const cleaned = titles
    .map(title => ({ ...title, value: cleanText(withoutShop(cleanText(title.value), shop, page, heading)) }))
    .filter(({ value }) => /[\p{L}\p{N}]/u.test(value))
  const rated = cleaned.map(title => ({
    title,
    score: title.confidence + 0.5 * agreement(title, cleaned) - oddness(title, cleaned),
  }))
  return rated.sort((a, b) => b.score - a.score)[0]?.title
}

/** A price in it, or the length of a paragraph that nobody else says: text that stands with a title, or a banner. */
function oddness({ value, source }: Title, all: readonly Title[]): number {
  const isSaidTwice = all.some(other => other.source !== source && other.value === value)
  return (/\p{Sc}\s?\d/u.test(value) ? 0.3 : 0) + (value.length > 160 && !isSaidTwice ? 0.4 : 0)
}

/** How much the others say the same, by their trust. */
function agreement(title: Title, all: readonly Title[]): number {
  const others = all.filter(other => other !== title)
  const trust = others.reduce((sum, { confidence }) => sum + confidence, 0)
  if (trust === 0) return 0
  return others.reduce((sum, other) => sum + other.confidence * alike(title.value, other.value), 0) / trust
}

/** Like sameWords, less the more one is longer than the other. */
function alike(a: string, b: string): number {
  const ratio = Math.min(a.length, b.length) / Math.max(a.length, b.length)
  return sameWords(a, b) * Math.sqrt(ratio)
}
