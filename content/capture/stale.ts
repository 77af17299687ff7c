import type { Reading } from './candidate.ts'
import type { PageContext } from './page-context.ts'
import { findTitle } from './page-title.ts'
import { sameWords } from './same-words.ts'

/**
 * Whether markup describes another product than the one on screen: a single-page shop changes what is on screen and the
 * address, and often leaves the markup of the page that was opened first, and the title element. The heading tells.
 */
export function isStale({ candidates }: Reading, page: PageContext): boolean {
  if (!page.hasMoved) return false
  const names = candidates.flatMap(each => (each.field === 'title' ? [each.value] : []))
  const heading = findTitle(page)
  if (names.length === 0 || heading?.element.localName !== 'h1') return false
  return names.every(name => !isAlike(name, heading.text))
}

/** Scripts that put no spaces between words make one word of a name. */
const isAlike = (a: string, b: string): boolean => sameWords(a, b) > 0.6 || a.includes(b) || b.includes(a)
