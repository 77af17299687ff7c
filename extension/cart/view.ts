import type * as Y from 'yjs'
import { limits } from '../limits.ts'
import { CartEntries } from './cart-entries.ts'
import { cartHead } from './cart-head.ts'
import type { CartLine, CartView } from './cart-view.ts'
import { deriveLine } from './line-view.ts'

/**
 * The whole cart, derived from the document at once. Never throws, whatever the document holds. The cart index gives
 * the same view and keeps up with changes.
 */
export function cartView(doc: Y.Doc): CartView {
  const entries = CartEntries.of(doc)
  const lines: CartLine[] = []
  for (const key of entries.keys()) {
    const { line } = deriveLine(key, entries.line(key))
    if (line) lines.push(line)
  }
  const { name, members } = cartHead(entries.line(''))
  return {
    ...(name !== undefined && { name }),
    members,
    lines: shownLines(lines),
    skipped: entries.skipped + overLimit(lines.length),
  }
}

/** The lines within the limit, newest first. Over it, the oldest stay: what was in view does not vanish. */
export function shownLines(lines: Iterable<CartLine>): CartLine[] {
  const sorted = [...lines].sort((a, b) => b.addedAt - a.addedAt || (a.key < b.key ? -1 : 1))
  return sorted.slice(overLimit(sorted.length))
}

/** How many of so many lines are not shown. */
export function overLimit(lines: number): number {
  return Math.max(0, lines - limits.lines)
}
