import type { BuyButtons } from './buy-button.ts'
import type { Candidate } from './candidate.ts'
import { closest, isShown, nameOf, parentOf } from './dom.ts'
import type { PageParts } from './page-parts.ts'
import type { PageTexts } from './page-texts.ts'
import { gone, there } from './stock-words.ts'

/** How far below the title the page still speaks of its own product, in texts, where no button shows it. */
const reach = 90

const goneName = /(?:^|[^a-z])(?:out-?of-?stock|sold-?out|stock-?out|unavailable|not-?available)(?:[^a-z]|$)/i

/** Whether the product can be had now, by the button that buys it and by what stands between it and the title. */
export function stockOf(
  { buttons, refusing }: BuyButtons,
  main: Element | undefined,
  texts: PageTexts,
  title: number | undefined,
  parts: PageParts,
): Candidate[] {
  const at = (element: Element) => texts.placeOf(element)
  const start = title ?? 0
  const buy = main && at(main) >= start ? at(main) : start + reach
  const refusal = refusing.find(each => at(each) >= start && at(each) <= buy + 5)
  const words = wordsAround(texts, start, Math.min(buy, start + 2 * reach) + 12, parts)
  const isOff = main !== undefined && isDisabled(main)
  const say = (value: 'InStock' | 'OutOfStock', confidence: number): Candidate => ({
    field: 'availability',
    value,
    confidence,
  })
  const found: Candidate[] = []
  // Where the button works, the words are about another variant, or a badge that the style sheet hides.
  const isBuyable = main !== undefined && !isOff && at(main) >= start && at(main) <= start + reach
  if (words) found.push(say(words, words === 'InStock' ? 0.5 : isBuyable ? 0.35 : 0.65))
  if (refusal) {
    const isAlone = buttons.length === 0 || refusing.length > buttons.length
    found.push(say('OutOfStock', isAlone ? 0.6 : isBuyable && at(refusal) > at(main) ? 0.2 : 0.35))
  }
  if (main) found.push(isOff ? say('OutOfStock', 0.25) : say('InStock', isBuyable ? 0.45 : 0.4))
  return found
}

/** What the short texts from one place to another say first; what is gone is seldom said of nothing. */
function wordsAround(
  texts: PageTexts,
  from: number,
  to: number,
  parts: PageParts,
): 'InStock' | 'OutOfStock' | undefined {
  let stocked = false
  for (const node of texts.nodes.slice(Math.max(0, from - 4), to)) {
    const text = node.data.length < 200 ? node.data.trim().toLowerCase() : ''
    if (text.length > 70 || text.length < 2) continue
    const isGone = gone.test(text)
    if (!isGone && (stocked || !there.test(text))) continue
    const element = parentOf(node)
    if (!element || parts.isOther(element) || closest(element, frame) || !isShown(element)) continue
    if (isGone) return 'OutOfStock'
    stocked = true
  }
  return stocked ? 'InStock' : undefined
}

/** A choice that is not made, or the page's frame. */
const frame = 'option,li[role="option"],label,nav,header,footer,aside,dialog,template'

function isDisabled(button: Element): boolean {
  return (
    button.hasAttribute('disabled') ||
    button.getAttribute('aria-disabled') === 'true' ||
    goneName.test(nameOf(button))
  )
}
