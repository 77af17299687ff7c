import * as Y from 'yjs'

/** The part of a struct from clock `from` up to, not with, clock `to`. */
export interface Slice {
  readonly struct: Y.Item | Y.GC
  readonly from: number
  readonly to: number
}

/** A slice is cut further while it is larger than this, in bytes. */
const mostBytes = 2_048

/** The clock after a struct. */
function endOfStruct({ id, length }: Y.Item | Y.GC): number {
  return id.clock + length
}

/**
 * The slices of one client's structs (by clock) that lie in any of `wanted`, small ones: what Yjs merged into one struct
 * may be all that a device ever added.
 */
export function slicesWithin(
  structs: readonly (Y.Item | Y.GC)[],
  wanted: readonly (readonly [start: number, end: number])[],
): Slice[] {
  const slices: Slice[] = []
  let at = 0
  for (const struct of structs) {
    while (at < wanted.length && (wanted[at]?.[1] ?? 0) <= struct.id.clock) at += 1
    for (let next = at; next < wanted.length; next++) {
      const [start, end] = wanted[next] ?? [0, 0]
      if (start >= endOfStruct(struct)) break
      const from = wholeCharacter(struct, Math.max(start, struct.id.clock), -1)
      const to = wholeCharacter(struct, Math.min(end, endOfStruct(struct)), 1)
      slices.push(...smallSlices({ struct, from, to }))
    }
  }
  return slices
}

function smallSlices(slice: Slice): Slice[] {
  const { struct, from, to } = slice
  // A deletion is as short however long it is.
  if (to - from <= 1 || struct instanceof Y.GC || sizeOf(slice) <= mostBytes) return [slice]
  const middle = wholeCharacter(struct, from + Math.floor((to - from) / 2), 1)
  if (middle <= from || middle >= to) return [slice]
  return [...smallSlices({ struct, from, to: middle }), ...smallSlices({ struct, from: middle, to })]
}

/** Moves a cut that would lie within a character of two units: Yjs replaces the halves of one. */
function wholeCharacter(struct: Y.Item | Y.GC, clock: number, by: 1 | -1): number {
  const offset = clock - struct.id.clock
  if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) return clock
  if (offset <= 0 || offset >= struct.length) return clock
  const code = struct.content.str.charCodeAt(offset - 1)
  return code >= 0xd800 && code <= 0xdbff ? clock + by : clock
}

/** Bytes of the slice in an update. */
export function sizeOf(slice: Slice): number {
  const encoder = new Y.UpdateEncoderV1()
  writeSlice(encoder, slice)
  return encoder.toUint8Array().length - emptyBytes
}

const emptyBytes = new Y.UpdateEncoderV1().toUint8Array().length

/** Writes the slice as a struct of its own. It follows what is left out before it, as if Yjs had split the struct there. */
export function writeSlice(encoder: Y.UpdateEncoderV1, { struct, from, to }: Slice): void {
  const offset = from - struct.id.clock
  if (to >= endOfStruct(struct)) struct.write(encoder, offset)
  else if (struct instanceof Y.GC) new Y.GC(struct.id, to - struct.id.clock).write(encoder, offset)
  else beginningOf(struct, to - struct.id.clock).write(encoder, offset)
}

function beginningOf(item: Y.Item, length: number): Y.Item {
  const { id, origin, rightOrigin, parent, parentSub } = item
  const content = item.content.copy()
  content.splice(length)
  return new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, content)
}
