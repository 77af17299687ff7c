import type * as Y from 'yjs'
import type { DeviceId, LineKey } from './cart-view.ts'
import type { Held } from './line-state.ts'
import { parseEntry } from './parse-entry.ts'
import { deviceArrays } from './replica.ts'

/** A live entry with the value it was read from: what tells it from an equal one. */
interface Kept extends Held {
  readonly raw: unknown
}

/** The live entries of a document by line; cart-wide ones are under "". */
export class CartEntries {
  readonly #byLine = new Map<LineKey, Kept[]>()
  #skipped = 0

  /** Values that are malformed, over a limit, or of an unknown kind. */
  get skipped(): number {
    return this.#skipped
  }

  /** All entries that `doc` has now. */
  static of(doc: Y.Doc): CartEntries {
    const entries = new CartEntries()
    for (const [device, array] of deviceArrays(doc)) {
      for (const raw of array) entries.add(device, raw)
    }
    return entries
  }

  keys(): IterableIterator<LineKey> {
    return this.#byLine.keys()
  }

  line(key: LineKey): readonly Held[] {
    return this.#byLine.get(key) ?? []
  }

  /** The line that the entry belongs to; undefined if it was skipped. */
  add(device: DeviceId, raw: unknown): LineKey | undefined {
    const entry = parseEntry(raw)
    if (!entry) {
      this.#skipped++
      return undefined
    }
    const key = entry[1]
    const kept = { device, raw, entry }
    const line = this.#byLine.get(key)
    if (line) line.push(kept)
    else this.#byLine.set(key, [kept])
    return key
  }

  /** Takes back what `add` was given, the same value. */
  remove(device: DeviceId, raw: unknown): LineKey | undefined {
    const key = Array.isArray(raw) ? raw[1] : undefined
    const line = this.#byLine.get(key)
    const at = line?.findIndex(kept => kept.raw === raw && kept.device === device) ?? -1
    if (!line || at < 0) {
      this.#skipped--
      return undefined
    }
    line.splice(at, 1)
    if (line.length === 0) this.#byLine.delete(key)
    return key
  }
}
