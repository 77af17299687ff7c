import * as Y from 'yjs'
import type { CartView } from '../../extension/cart/cart-view.ts'
import { kind } from '../../extension/cart/entries.ts'
import { liveEntryHash } from '../../extension/cart/entry-hash.ts'
import { deviceArrays } from '../../extension/cart/replica.ts'
import { cartView } from '../../extension/cart/view.ts'

/** The cart as it should be: a document that got every change of every device as soon as it was on that device's disk. */
export class Reference {
  readonly doc = new Y.Doc()
  readonly #removed = new Set<string>()

  /** `removed` names the wishes (`wishesOf`) that the change took away. */
  commit(update: Uint8Array, removed: Iterable<string>): void {
    Y.applyUpdate(this.doc, update)
    for (const wish of removed) this.#removed.add(wish)
  }

  /** Why `doc` is not the same cart; undefined when it is. */
  difference(doc: Y.Doc): string | undefined {
    const revived = [...wishesOf(doc)].filter(wish => this.#removed.has(wish))
    if (revived.length > 0) return `has again what was removed: ${revived.join(', ')}`
    if (liveEntryHash(doc) !== liveEntryHash(this.doc)) {
      return `holds other entries: ${describe(cartView(doc))} instead of ${describe(cartView(this.doc))}`
    }
    if (JSON.stringify(sorted(cartView(doc))) !== JSON.stringify(sorted(cartView(this.doc)))) {
      return `shows ${describe(cartView(doc))} instead of ${describe(cartView(this.doc))}`
    }
    return undefined
  }
}

/** Every live entry that says that somebody wants units of a line, by its line and its id, which is never used again. */
export function wishesOf(doc: Y.Doc): Set<string> {
  const wishes = new Set<string>()
  for (const array of deviceArrays(doc).values()) {
    array.forEach(raw => {
      if (Array.isArray(raw) && (raw[0] === kind.units || raw[0] === kind.set))
        wishes.add(`${raw[1]}/${raw[2]}`)
    })
  }
  return wishes
}

function sorted(view: CartView): CartView {
  return { ...view, lines: [...view.lines].sort((a, b) => (a.key < b.key ? -1 : 1)) }
}

function describe({ lines, skipped }: CartView): string {
  const shown = lines.map(({ key, quantity, bought }) => `${key.replace(/-+$/, '')} ${bought}/${quantity}`)
  return `${lines.length} lines (${shown.sort().join(', ')}; ${skipped} skipped)`
}
