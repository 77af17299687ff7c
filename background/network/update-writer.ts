import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type Slice, writeSlice } from './struct-slice.ts'

/** A run of deleted structs. */
export interface Deletion {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/**
 * A Yjs v1 update of slices (by client from the highest, then by clock: the order Yjs counts on when it merges updates)
 * and deletions (in the same order). A gap between slices of one client is filled with a Skip.
 *
 *   clients | each: structs, client, first clock, structs …
 *   clients | each: client, ranges, (clock, length) …
 */
export function writeUpdate(slices: readonly Slice[], deletions: readonly Deletion[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const clients = byClient(slices, ({ struct }) => struct.id.client)
  encoding.writeVarUint(encoder.restEncoder, clients.size)
  for (const [client, ofClient] of clients) writeStructs(encoder, client, ofClient)
  const deleted = byClient(deletions, ({ client }) => client)
  encoding.writeVarUint(encoder.restEncoder, deleted.size)
  for (const [client, ranges] of deleted) writeDeletions(encoder, client, ranges)
  return encoder.toUint8Array()
}

/** In the order of each client's first. */
export function byClient<Value>(
  values: readonly Value[],
  clientOf: (value: Value) => number,
): Map<number, Value[]> {
  const groups = new Map<number, Value[]>()
  for (const value of values) {
    const group = groups.get(clientOf(value))
    if (group) group.push(value)
    else groups.set(clientOf(value), [value])
  }
  return groups
}

function writeStructs(encoder: Y.UpdateEncoderV1, client: number, slices: readonly Slice[]): void {
  const gaps = slices.filter(({ from }, index) => index > 0 && from > (slices[index - 1]?.to ?? from))
  encoding.writeVarUint(encoder.restEncoder, slices.length + gaps.length)
  encoder.writeClient(client)
  let clock = slices[0]?.from ?? 0
  encoding.writeVarUint(encoder.restEncoder, clock)
  for (const slice of slices) {
    if (slice.from > clock) new Y.Skip(Y.createID(client, clock), slice.from - clock).write(encoder, 0)
    writeSlice(encoder, slice)
    clock = slice.to
  }
}

function writeDeletions(encoder: Y.UpdateEncoderV1, client: number, ranges: readonly Deletion[]): void {
  encoder.resetDsCurVal()
  encoding.writeVarUint(encoder.restEncoder, client)
  encoding.writeVarUint(encoder.restEncoder, ranges.length)
  for (const { clock, length } of ranges) {
    encoder.writeDsClock(clock)
    encoder.writeDsLen(length)
  }
}
