import type * as Y from 'yjs'
import type { LineKey } from '../cart-view.ts'
import type { Entry, EntryId } from '../entries.ts'
import { fieldTime } from '../fields.ts'
import type { Held } from '../line-state.ts'
import { lastMoment, parseEntry } from '../parse-entry.ts'
import { deviceArrays, ownArray, type Replica } from '../replica.ts'

/** A live entry of the document and where it stands. Valid until the document changes. */
export interface Observed extends Held {
  readonly array: Y.Array<unknown>
  readonly index: number
}

/** Something in a device's array that names a line but is no entry this version can read. */
export interface Unreadable {
  readonly array: Y.Array<unknown>
  readonly index: number
}

/** What a replica holds of one line ("" for what is cart-wide). Array by array, oldest first. */
export interface ObservedLine {
  readonly key: LineKey
  readonly entries: readonly Observed[]
  /** Removed together with the line: a newer version's entries must not outlive it. */
  readonly unreadable: readonly Unreadable[]
}

/** What one operation does to the document. */
export interface Change {
  readonly remove: readonly Unreadable[]
  readonly insert: readonly Entry[]
}

/** What this replica holds of the lines that `wanted` accepts. */
export function observeLines(doc: Y.Doc, wanted: (key: LineKey) => boolean): Map<LineKey, ObservedLine> {
  const lines = new Map<LineKey, { key: LineKey; entries: Observed[]; unreadable: Unreadable[] }>()
  for (const [device, array] of deviceArrays(doc)) {
    array.forEach((raw, index) => {
      const key: unknown = Array.isArray(raw) ? raw[1] : undefined
      if (typeof key !== 'string' || !wanted(key)) return
      const line = lines.get(key) ?? { key, entries: [], unreadable: [] }
      const entry = parseEntry(raw)
      if (entry) line.entries.push({ device, entry, array, index })
      else line.unreadable.push({ array, index })
      lines.set(key, line)
    })
  }
  return lines
}

export function observeLine(doc: Y.Doc, key: LineKey): ObservedLine {
  return observeLines(doc, wanted => wanted === key).get(key) ?? { key, entries: [], unreadable: [] }
}

/** Everything of the line, of every kind, in every array. */
export function everything({ entries, unreadable }: ObservedLine): readonly Unreadable[] {
  return [...entries, ...unreadable]
}

/** Does all `changes` in one transaction. Throws, and changes nothing, if an entry to insert is over a limit. */
export function apply(replica: Replica, ...changes: readonly Change[]): void {
  const remove = changes.flatMap(change => change.remove)
  const insert = changes.flatMap(change => change.insert)
  for (const entry of insert) {
    if (!parseEntry(entry))
      throw new RangeError(`Not a valid cart entry: ${JSON.stringify(entry).slice(0, 200)}`)
  }
  if (remove.length === 0 && insert.length === 0) return
  replica.doc.transact(() => {
    removeEntries(remove)
    if (insert.length > 0) ownArray(replica).push([...insert])
  })
}

/** From the back, run by run, so that the indexes still to come stay right. */
function removeEntries(entries: readonly Unreadable[]): void {
  const indexesByArray = new Map<Y.Array<unknown>, Set<number>>()
  for (const { array, index } of entries) {
    indexesByArray.set(array, (indexesByArray.get(array) ?? new Set()).add(index))
  }
  for (const [array, indexes] of indexesByArray) {
    const descending = [...indexes].sort((a, b) => b - a)
    for (let at = 0; at < descending.length; ) {
      const length = runLength(descending, at)
      array.delete(descending[at + length - 1] ?? 0, length)
      at += length
    }
  }
}

function runLength(descending: readonly number[], from: number): number {
  let length = 1
  while (descending[from + length] === (descending[from] ?? 0) - length) length++
  return length
}

/** A random 31-bit id for a new entry. */
export function newId(): EntryId {
  const [random = 0] = globalThis.crypto.getRandomValues(new Uint32Array(1))
  return random >>> 1
}

/**
 * The time for a new field of the line: later than all that this replica holds of it, even when clocks differ. It
 * looks at the one line only, so that one wrong clock does not date every later line of the cart.
 */
export function nextTime({ now }: Replica, { entries }: ObservedLine): number {
  const seen = entries.map(({ entry }) => fieldTime(entry) ?? 0)
  const latest = seen.reduce((largest, ts) => Math.max(largest, ts), 0)
  return Math.min(lastMoment, Math.max(Math.floor(now()), latest + 1))
}
