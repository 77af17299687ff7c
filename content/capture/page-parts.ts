import { nameOf, parentOf, tagOf } from './dom.ts'
import { otherPart } from './price-words.ts'

/** Tells what belongs to the page's product from what stands among other products or in the page's frame. */
export interface PageParts {
  isOther(element: Element): boolean
  /** Whether the product's title is the element, or in it. */
  hasTitle(element: Element): boolean
}

/** Elements of a page's frame. */
const frames = /^(?:nav|header|footer|aside|dialog)$/

/** How far up a part's name counts where the page has no title to tell its own part from the others. */
const mostLevels = 12

/**
 * A part is another one by its tag or its name (`names`), unless the product's title is in it too: pages wrap all they have in elements with
 * names like "has-sidebar". Remembers every element it was asked about.
 */
export function partsOf(title: Element | undefined, names = otherPart): PageParts {
  const titled = new Set<Element>()
  for (let each: Element | null = title ?? null; each; each = parentOf(each)) titled.add(each)
  const known = new Map<Element, boolean>([...titled].map(each => [each, false]))
  const isOther = (element: Element, level: number): boolean => {
    const before = known.get(element)
    if (before !== undefined) return before
    const parent = tagOf(element) === 'body' || (!title && level > mostLevels) ? null : parentOf(element)
    const other =
      frames.test(tagOf(element)) ||
      names.test(nameOf(element)) ||
      (parent !== null && isOther(parent, level + 1))
    known.set(element, other)
    return other
  }
  return { isOther: element => isOther(element, 0), hasTitle: element => titled.has(element) }
}
