import * as Y from 'yjs'
import type { DeviceId } from './cart-view.ts'

/** A value that a transaction put into a device's array, or took out of it. */
export interface ChangedValue {
  readonly device: DeviceId
  readonly raw: unknown
}

export interface Changes {
  readonly added: readonly ChangedValue[]
  readonly removed: readonly ChangedValue[]
}

/** The device of each device array of the document. */
export type DeviceByArray = ReadonlyMap<unknown, DeviceId>

/**
 * What `transaction` changed in the devices' arrays, in time that depends on the change alone. To be called in
 * `afterTransaction`, while deleted content is still there.
 *
 * Array observers would not do: an array of a new device has none when its first entries arrive, and an event's
 * `changes` walk the whole array. So the transaction's own structs are read: new ones from `beforeState` on, deleted
 * ones from its delete set. Yjs may merge structs of nested transactions, hence the comparison clock by clock.
 */
export function changedValues(transaction: Y.Transaction, devices: DeviceByArray): Changes {
  return { added: addedValues(transaction, devices), removed: removedValues(transaction, devices) }
}

function addedValues(transaction: Y.Transaction, devices: DeviceByArray): ChangedValue[] {
  const added: ChangedValue[] = []
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0
    if (after <= before) continue
    for (const struct of structsBetween(transaction.doc, client, before, after)) {
      for (const { clock, ...value } of listedValues(struct, devices)) {
        const isNew = clock >= before && clock < after
        if (isNew && !Y.isDeleted(transaction.deleteSet, Y.createID(client, clock))) added.push(value)
      }
    }
  }
  return added
}

function removedValues(transaction: Y.Transaction, devices: DeviceByArray): ChangedValue[] {
  const removed: ChangedValue[] = []
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, struct => {
    const before = transaction.beforeState.get(struct.id.client) ?? 0
    for (const { clock, ...value } of listedValues(struct, devices)) if (clock < before) removed.push(value)
  })
  return removed
}

function* structsBetween(doc: Y.Doc, client: number, from: number, to: number): Generator<Y.Item | Y.GC> {
  const structs = doc.store.clients.get(client) ?? []
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
    const struct = structs[at]
    if (!struct || struct.id.clock >= to) return
    yield struct
  }
}

/** The array elements of one struct: none if it stands elsewhere, is a map's, or has lost its content. */
function* listedValues(
  struct: Y.Item | Y.GC,
  devices: DeviceByArray,
): Generator<ChangedValue & { readonly clock: number }> {
  if (!(struct instanceof Y.Item) || struct.parentSub !== null || !struct.countable) return
  const device = devices.get(struct.parent)
  if (device === undefined) return
  for (const [at, raw] of struct.content.getContent().entries()) {
    yield { device, raw, clock: struct.id.clock + at }
  }
}
