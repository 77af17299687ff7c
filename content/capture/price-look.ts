import { closest, parentOf } from './dom.ts'

/*
 * How a price is drawn, where the browser knows it.
 */

/** Struck out by its tag or by the style sheet: a line through an element is drawn through all that is in it. */
export function isStruck(element: Element): boolean {
  if (closest(element, 'del,s,strike,[style*="line-through"]')) return true
  for (let each: Element | null = element, level = 0; each && level < 3; level++, each = parentOf(each))
    if (styleOf(each)?.textDecorationLine?.includes('line-through')) return true
  return false
}

/** The height of its letters in pixels; 0 where that is not known. */
export const letterSize = (element: Element): number =>
  Number.parseFloat(styleOf(element)?.fontSize ?? '') || 0

const styleOf = (element: Element): CSSStyleDeclaration | undefined =>
  element.ownerDocument.defaultView?.getComputedStyle(element)
