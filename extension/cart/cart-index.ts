import type * as Y from 'yjs'
import { type CartHeadView, cartHead } from './cart-head.ts'
import type { CartLine, CartView, LineKey } from './cart-view.ts'
import { FollowedEntries } from './followed-entries.ts'
import { deriveLine } from './line-view.ts'
import { overLimit, shownLines } from './view.ts'

/** Called once for each transaction that changed the view, with the lines that changed, came or went. */
export type CartListener = (changed: ReadonlySet<LineKey>, headChanged: boolean) => void

/** The view of a document, kept up with its changes: a remote "+1" costs the same in a cart of any size. */
export interface CartIndex {
  /** Equals `cartView(doc)`. */
  view(): CartView
  head(): CartHeadView
  skipped(): number
  /** The line as it shows; undefined if it is not shown. */
  line(key: LineKey): CartLine | undefined
  /** Lines that are shown, in no order. */
  keys(): readonly LineKey[]
  /** Lines in view that cannot be shown until `repair` gives them their product back. */
  withoutProduct(): ReadonlySet<LineKey>
  /** Returns what ends it. */
  onChange(listener: CartListener): () => void
  destroy(): void
}

export function createCartIndex(doc: Y.Doc): CartIndex {
  const followed = new FollowedEntries(doc)
  const { entries } = followed
  const lines = new Map<LineKey, CartLine>()
  const withoutProduct = new Set<LineKey>()
  const listeners = new Set<CartListener>()
  let head = cartHead(entries.line(''))
  let unshown: ReadonlySet<LineKey> = new Set()
  /** A line came, went or moved since `unshown` was worked out. */
  let orderChanged = false

  for (const key of entries.keys()) derive(key)
  updateUnshown(new Set())

  function derive(key: LineKey): void {
    const { inView, line } = deriveLine(key, entries.line(key))
    if (lines.get(key)?.addedAt !== line?.addedAt) orderChanged = true
    if (line) lines.set(key, line)
    else lines.delete(key)
    if (inView && !line) withoutProduct.add(key)
    else withoutProduct.delete(key)
  }

  function update(transaction: Y.Transaction): void {
    const skippedBefore = skipped()
    const changed = followed.follow(transaction)
    const headChanged = changed.delete('')
    if (headChanged) head = cartHead(entries.line(''))
    for (const key of changed) derive(key)
    updateUnshown(changed)
    const newHead = headChanged || skipped() !== skippedBefore
    if (changed.size === 0 && !newHead) return
    for (const listener of listeners) listener(changed, newHead)
  }

  /** A line beyond the limit comes into view when another goes, and the other way round. */
  function updateUnshown(changed: Set<LineKey>): void {
    if (!orderChanged) return
    orderChanged = false
    const before = unshown
    unshown = linesOverLimit(lines)
    for (const key of before) if (!unshown.has(key)) changed.add(key)
    for (const key of unshown) if (!before.has(key)) changed.add(key)
  }

  function skipped(): number {
    return entries.skipped + overLimit(lines.size)
  }

  doc.on('afterTransaction', update)
  return {
    view() {
      const { name, members } = head
      return {
        ...(name !== undefined && { name }),
        members,
        lines: shownLines(lines.values()),
        skipped: skipped(),
      }
    },
    head: () => head,
    skipped,
    line: key => (unshown.has(key) ? undefined : lines.get(key)),
    keys: () => [...lines.keys()].filter(key => !unshown.has(key)),
    withoutProduct: () => withoutProduct,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    destroy() {
      doc.off('afterTransaction', update)
      listeners.clear()
    },
  }
}

function linesOverLimit(lines: ReadonlyMap<LineKey, CartLine>): ReadonlySet<LineKey> {
  if (overLimit(lines.size) === 0) return new Set()
  const shown = new Set(shownLines(lines.values()).map(line => line.key))
  return new Set([...lines.keys()].filter(key => !shown.has(key)))
}
