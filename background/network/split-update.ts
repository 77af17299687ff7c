import * as Y from 'yjs'
import { type Coverage, coverageOf, type DecodedUpdate, deletionsIn } from './coverage.ts'
import { pairsOf } from './ranges.ts'
import { type Slice, sizeOf, slicesWithin } from './struct-slice.ts'
import { byClient, type Deletion, writeUpdate } from './update-writer.ts'

/** Deletions of one piece. Every reader takes in more (`checkForeignUpdate`). */
export const mostDeletions = 2_000

/** No less than it takes to write a deletion (with its client), what precedes a client's structs, a gap in them, the rest. */
const bytesOf = { deletion: 24, client: 32, gap: 16, frame: 48 }

/** A part of an update, as a Yjs v1 update of its own. */
export interface Piece {
  readonly update: Uint8Array
  /** It holds one thing, and cannot be smaller. */
  readonly isAtom: boolean
}

interface Atom extends Slice {
  readonly bytes: number
}

/** Where a cut is: how many atoms and deletions lie before it. */
export type CutPosition = readonly [atoms: number, deletions: number]

/**
 * Cuts a Yjs v1 update into smaller ones. Each can be applied by itself; all together, in any order, give what the whole
 * gives.
 */
export class UpdateCutter {
  readonly #atoms: readonly Atom[]
  readonly #deletions: readonly Deletion[]
  #position: CutPosition = [0, 0]

  /** With `wanted`, only what is wanted of the update is in the pieces. */
  constructor(update: DecodedUpdate, wanted: Coverage = coverageOf(update)) {
    this.#atoms = atomsOf(update.structs, wanted)
    this.#deletions = deletionsIn(wanted)
  }

  /** Where the next piece begins. */
  get position(): CutPosition {
    return this.#position
  }

  /** Goes back to an earlier position, to cut anew from there. */
  goBack(position: CutPosition): void {
    this.#position = position
  }

  get isDone(): boolean {
    const [atoms, deletions] = this.#position
    return atoms >= this.#atoms.length && deletions >= this.#deletions.length
  }

  /** What is left to be cut: no less than its bytes will be. */
  get bytesLeft(): number {
    const [from, deletions] = this.#position
    const atoms = this.#atoms.slice(from).reduce((sum, { bytes }) => sum + bytes, 0)
    return atoms + (this.#deletions.length - deletions) * bytesOf.deletion
  }

  /** Cuts off a piece of at most `bytes` bytes, or of the one thing that is larger. */
  take(bytes: number): Piece {
    const room = bytes - bytesOf.frame
    const atoms = this.#takeAtoms(room)
    const taken = atoms.reduce((sum, atom) => sum + atom.bytes, 0)
    const deletions = this.#takeDeletions(room - taken, atoms.length === 0)
    return { update: writeUpdate(joined(atoms), deletions), isAtom: atoms.length + deletions.length <= 1 }
  }

  #takeAtoms(bytes: number): Atom[] {
    const [first, deletions] = this.#position
    let end = first
    for (let sum = 0; end < this.#atoms.length; end++) {
      sum += this.#atoms[end]?.bytes ?? 0
      if (sum > bytes && end > first) break
    }
    this.#position = [end, deletions]
    return this.#atoms.slice(first, end)
  }

  #takeDeletions(bytes: number, atLeastOne: boolean): Deletion[] {
    const [atoms, first] = this.#position
    if (atoms < this.#atoms.length) return []
    const fit = Math.max(Math.floor(bytes / bytesOf.deletion), atLeastOne ? 1 : 0)
    const end = Math.min(first + Math.min(fit, mostDeletions), this.#deletions.length)
    this.#position = [atoms, end]
    return this.#deletions.slice(first, end)
  }
}

/** All pieces of a Yjs v1 update, none over `bytes` unless it is an atom. With `wanted`, only what is wanted of it. */
export function splitUpdate(update: Uint8Array, bytes: number, wanted?: Coverage): Piece[] {
  const cutter = new UpdateCutter(Y.decodeUpdate(update), wanted)
  const pieces: Piece[] = []
  while (!cutter.isDone) pieces.push(cutter.take(bytes))
  return pieces
}

function atomsOf(structs: DecodedUpdate['structs'], wanted: Coverage): Atom[] {
  const real = structs.filter(struct => !(struct instanceof Y.Skip)) as (Y.Item | Y.GC)[]
  return [...byClient(real, ({ id }) => id.client)]
    .sort(([a], [b]) => b - a)
    .flatMap(([client, all]) => {
      const ranges = [...pairsOf(wanted.structs.get(client) ?? [])]
      return measured(slicesWithin(all, ranges))
    })
}

/** The slices of one client with what each takes in an update. */
function measured(slices: readonly Slice[]): Atom[] {
  return slices.map((slice, index) => {
    const before = slices[index - 1]
    const extra = before === undefined ? bytesOf.client : slice.from > before.to ? bytesOf.gap : 0
    return { ...slice, bytes: sizeOf(slice) + extra }
  })
}

/** Neighbours within a struct as one slice: each slice costs the id of what it follows. */
function joined(atoms: readonly Atom[]): Slice[] {
  const slices: Slice[] = []
  for (const { struct, from, to } of atoms) {
    const last = slices.at(-1)
    if (last && last.struct === struct && last.to >= from)
      slices[slices.length - 1] = { struct, from: last.from, to }
    else slices.push({ struct, from, to })
  }
  return slices
}
