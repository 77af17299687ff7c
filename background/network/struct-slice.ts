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
  if (to - from <= 1 || struct instanceof Y.GC) return [slice]
  const bytes = sizeOf(slice)
  if (bytes <= mostBytes) return [slice]
  // As many pieces as it needs if its contents are alike, and again where they are not.
  const step = Math.max(1, Math.floor(((to - from) * mostBytes) / (2 * bytes)))
  const slices: Slice[] = []
  for (let start = from; start < to; ) {
    const end = wholeCharacter(struct, Math.min(start + step, to), 1)
    slices.push({ struct, from: start, to: end })
    start = end
  }
  return slices.length > 1 ? slices.flatMap(smallSlices) : slices
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
export function writeSlice(encoder: Y.UpdateEncoderV1, slice: Slice): void {
  const { struct, from, to } = slice
  const offset = from - struct.id.clock
  if (to >= endOfStruct(struct)) struct.write(encoder, offset)
  else if (struct instanceof Y.GC) new Y.GC(struct.id, to - struct.id.clock).write(encoder, offset)
  else if (struct.content instanceof Y.ContentAny) valuesOf(struct, struct.content, slice).write(encoder, 0)
  else beginningOf(struct, to - struct.id.clock).write(encoder, offset)
}

/** What a cart consists of: values in one long struct, of which each slice would else copy all. */
function valuesOf(item: Y.Item, { arr }: Y.ContentAny, { from, to }: Slice): Y.Item {
  const { client, clock } = item.id
  const origin = from > clock ? Y.createID(client, from - 1) : item.origin
  const { rightOrigin, parent, parentSub } = item
  const values = new Y.ContentAny(arr.slice(from - clock, to - clock))
  return new Y.Item(Y.createID(client, from), null, origin, null, rightOrigin, parent, parentSub, values)
}

function beginningOf(item: Y.Item, length: number): Y.Item {
  const { id, origin, rightOrigin, parent, parentSub } = item
  const content = item.content.copy()
  content.splice(length)
  return new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, content)
}
