import * as Y from 'yjs'
import type { DeviceId } from './cart-view.ts'
import { DeviceArrays } from './replica.ts'

/** An element of a device's array, under the Yjs id that it has for ever. */
export interface DocumentValue {
  readonly client: number
  readonly clock: number
  readonly device: DeviceId
  readonly raw: unknown
}

/**
 * Follows the elements of all device arrays, in time that depends on the changes alone.
 *
 * Array observers would not do: an array of a new device has none when its first entries arrive, and an event's
 * `changes` walk the whole array. So the document's structs are read. A transaction's own bounds (`beforeState`,
 * `afterState`) overlap with those of transactions that listeners make in it, so this keeps its own.
 */
export class DocumentValues {
  readonly #doc: Y.Doc
  readonly #arrays: DeviceArrays
  readonly #read = new Map<number, number>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#arrays = new DeviceArrays(doc)
  }

  /** Live elements that arrived since the last call; at the first, all. */
  *arrived(): Generator<DocumentValue> {
    const devices = this.#arrays.devices()
    for (const client of this.#doc.store.clients.keys()) {
      const from = this.#read.get(client) ?? 0
      const to = Y.getState(this.#doc.store, client)
      this.#read.set(client, to)
      for (const struct of structsFrom(this.#doc, client, from, to)) {
        if (struct.deleted) continue
        for (const value of valuesOf(struct, devices)) if (value.clock >= from) yield value
      }
    }
  }

  /** Elements that `transaction` deleted. To be called in `afterTransaction`, before Yjs drops their content. */
  deleted(transaction: Y.Transaction): DocumentValue[] {
    const devices = this.#arrays.devices()
    const values: DocumentValue[] = []
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, struct => {
      // Not push(...): one struct may hold more elements than a call may have arguments.
      for (const value of valuesOf(struct, devices)) values.push(value)
    })
    return values
  }
}

function* structsFrom(doc: Y.Doc, client: number, from: number, to: number): Generator<Y.Item | Y.GC> {
  if (from >= to) return
  const structs = doc.store.clients.get(client) ?? []
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
    const struct = structs[at]
    if (struct) yield struct
  }
}

/** The array elements of one struct: none if it stands elsewhere, is a map's, or has lost its content. */
function* valuesOf(struct: Y.Item | Y.GC, devices: ReadonlyMap<unknown, DeviceId>): Generator<DocumentValue> {
  if (!(struct instanceof Y.Item) || struct.parentSub !== null || !struct.countable) return
  const device = devices.get(struct.parent)
  if (device === undefined) return
  const { client, clock } = struct.id
  for (const [at, raw] of struct.content.getContent().entries()) {
    yield { client, clock: clock + at, device, raw }
  }
}
