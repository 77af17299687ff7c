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
  const arrays = new Map<DeviceId, Y.Array<unknown>>()
  for (const name of doc.share.keys()) {
    const device = arrayName.exec(name)?.[1]
    const array = device === undefined ? undefined : existingArray(doc, name)
    if (device !== undefined && array) arrays.set(device, array)
  }
  return arrays
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
