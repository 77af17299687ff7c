import type * as Y from 'yjs'
import type { DeviceId, LineKey } from './cart-view.ts'
import type { Held } from './line-state.ts'
import { parseEntry } from './parse-entry.ts'
import { deviceArrays } from './replica.ts'

/** What stands in a device's array: an entry, or something that was skipped. */
export type Place = Held | 'skipped'

/** The live entries of a document by line; cart-wide ones are under "". */
export class CartEntries {
  /** Sets, so that an entry goes in the same time however many the line has. */
  readonly #byLine = new Map<LineKey, Set<Held>>()
  #skipped = 0

  /** Values that are malformed, over a limit, or of an unknown kind. */
  get skipped(): number {
    return this.#skipped
  }

  /** All entries that `doc` has now. */
  static of(doc: Y.Doc): CartEntries {
    const entries = new CartEntries()
    for (const [device, array] of deviceArrays(doc)) {
      // Not for...of: the arrays' iterator yields undefined for text formats, which are no elements.
      array.forEach(raw => {
        entries.add(device, raw)
      })
    }
    return entries
  }

  keys(): IterableIterator<LineKey> {
    return this.#byLine.keys()
  }

  /** A copy, in the order in which the entries were added. */
  line(key: LineKey): readonly Held[] {
    return [...(this.#byLine.get(key) ?? [])]
  }

  /** Takes in what stands in a device's array, whatever it is. */
  add(device: DeviceId, raw: unknown): Place {
    const entry = parseEntry(raw)
    if (!entry) {
      this.#skipped++
      return 'skipped'
    }
    const held = { device, entry }
    const line = this.#byLine.get(entry[1])
    if (line) line.add(held)
    else this.#byLine.set(entry[1], new Set([held]))
    return held
  }

  /** Takes back what `add` answered. */
  remove(place: Place): void {
    if (place === 'skipped') {
      this.#skipped--
      return
    }
    const key = place.entry[1]
    const line = this.#byLine.get(key)
    line?.delete(place)
    if (line?.size === 0) this.#byLine.delete(key)
  }
}
