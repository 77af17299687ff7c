import * as Y from 'yjs'
import type { DeviceId } from './cart-view.ts'

/** One device's copy of a cart: where operations are done. */
export interface Replica {
  readonly doc: Y.Doc
  readonly device: DeviceId
  /** ms since 1970. */
  now(): number
}

const arrayName = /^d:([\w-]{8})$/

/**
 * The arrays of all devices, by device. Whatever else stands in the document (other names, other types under a
 * device's name) is no part of the layout and left alone.
 */
export function deviceArrays(doc: Y.Doc): Map<DeviceId, Y.Array<unknown>> {
  return new Map([...new DeviceArrays(doc).devices()].map(([array, device]) => [device, array]))
}

/** Knows which device an array belongs to; looks at each name of a document only once, when it is new. */
export class DeviceArrays {
  readonly #doc: Y.Doc
  readonly #names: Iterator<string>
  readonly #devices = new Map<Y.Array<unknown>, DeviceId>()
  #seen = 0

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#names = doc.share.keys()
  }

  /** The devices by their arrays, as the document is now. */
  devices(): ReadonlyMap<Y.Array<unknown>, DeviceId> {
    // All in one transaction: Yjs makes one for each array else, and cleans them up one inside the other.
    if (this.#seen < this.#doc.share.size) this.#doc.transact(() => this.#lookAtNew())
    return this.#devices
  }

  /** Yjs only ever adds names, and a map's iterator goes on with what was added, unless it was once asked in vain. */
  #lookAtNew(): void {
    for (; this.#seen < this.#doc.share.size; this.#seen++) this.#look(String(this.#names.next().value))
  }

  #look(name: string): void {
    const device = arrayName.exec(name)?.[1]
    const array = device === undefined ? undefined : existingArray(this.#doc, name)
    if (device !== undefined && array) this.#devices.set(array, device)
  }
}

/** A type that came with an update has no class of its own until somebody asks for one. */
function existingArray(doc: Y.Doc, name: string): Y.Array<unknown> | undefined {
  const type = doc.share.get(name)
  if (type instanceof Y.Array) return type
  return type?.constructor === Y.AbstractType ? doc.getArray(name) : undefined
}

/** The one array that this replica inserts into. */
export function ownArray({ doc, device }: Replica): Y.Array<unknown> {
  return doc.getArray(`d:${device}`)
}
