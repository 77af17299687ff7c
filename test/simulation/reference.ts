import * as Y from 'yjs'
import type { CartView } from '../../extension/cart/cart-view.ts'
import { liveEntryHash } from '../../extension/cart/entry-hash.ts'
import { cartView } from '../../extension/cart/view.ts'

/** The cart as it should be: a document that got every change of every device as soon as it was on that device's disk. */
export class Reference {
  readonly doc = new Y.Doc()

  commit(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update)
  }

  /** Why `doc` is not the same cart; undefined when it is. */
  difference(doc: Y.Doc): string | undefined {
    if (liveEntryHash(doc) !== liveEntryHash(this.doc)) {
      return `holds other entries: ${describe(cartView(doc))} instead of ${describe(cartView(this.doc))}`
    }
    if (JSON.stringify(sorted(cartView(doc))) !== JSON.stringify(sorted(cartView(this.doc)))) {
      return `shows ${describe(cartView(doc))} instead of ${describe(cartView(this.doc))}`
    }
    return undefined
  }
}

function sorted(view: CartView): CartView {
  return { ...view, lines: [...view.lines].sort((a, b) => (a.key < b.key ? -1 : 1)) }
}

function describe({ lines, skipped }: CartView): string {
  const shown = lines.map(({ key, quantity, bought }) => `${key.replace(/-+$/, '')} ${bought}/${quantity}`)
  return `${lines.length} lines (${shown.sort().join(', ')}; ${skipped} skipped)`
}
