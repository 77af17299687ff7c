import type * as Y from 'yjs'
import { CartEntries, type Place } from './cart-entries.ts'
import type { LineKey } from './cart-view.ts'
import { type DocumentValue, DocumentValues } from './document-values.ts'

/** The live entries of a document, kept up with its changes. */
export class FollowedEntries {
  readonly entries = new CartEntries()
  readonly #values: DocumentValues
  /** By Yjs client and clock. */
  readonly #places = new Map<number, Map<number, Place>>()

  constructor(doc: Y.Doc) {
    this.#values = new DocumentValues(doc)
    this.#takeIn()
  }

  /** Follows `transaction`, in `afterTransaction`. Answers the lines that it touched, "" for what is cart-wide. */
  follow(transaction: Y.Transaction): Set<LineKey> {
    const touched = this.#takeIn()
    for (const value of this.#values.deleted(transaction)) touch(touched, this.#takeOut(value))
    return touched
  }

  #takeIn(): Set<LineKey> {
    const touched = new Set<LineKey>()
    for (const { client, clock, device, raw } of this.#values.arrived()) {
      const place = this.entries.add(device, raw)
      const places = this.#places.get(client) ?? new Map<number, Place>()
      this.#places.set(client, places.set(clock, place))
      touch(touched, place)
    }
    return touched
  }

  /** Undefined for what came and went before it was read. */
  #takeOut({ client, clock }: DocumentValue): Place | undefined {
    const places = this.#places.get(client)
    const place = places?.get(clock)
    if (place === undefined) return undefined
    places?.delete(clock)
    this.entries.remove(place)
    return place
  }
}

function touch(touched: Set<LineKey>, place: Place | undefined): void {
  if (place !== undefined && place !== 'skipped') touched.add(place.entry[1])
}
