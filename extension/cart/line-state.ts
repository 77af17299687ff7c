import { limits } from '../limits.ts'
import type { DeviceId, Share } from './cart-view.ts'
import { type Entry, type EntryId, kind, type SetEntry, type UnitsEntry } from './entries.ts'

/** An entry and the device whose array it stands in. */
export interface Held {
  readonly device: DeviceId
  readonly entry: Entry
}

/** Units that count: what is left of one `units` entry, or of the line's base, the largest `set`. */
export interface Unit {
  readonly id: EntryId
  readonly device: DeviceId
  readonly left: number
  /** How many of `left` which device wants. */
  readonly shares: ReadonlyMap<DeviceId, number>
  /** How many of `left` are in the basket. */
  readonly bought: number
  /** Ids of entries that a set stands for: what was ticked of them, is ticked of it. */
  readonly absorbed: readonly EntryId[]
}

/** The quantities of a line, which depend on its live entries alone and not on their order. */
export interface LineState {
  readonly units: readonly Unit[]
  /** The sum of what is left, even over the limit. */
  readonly total: number
  /** The line is in view if this is at least 1. */
  readonly quantity: number
  readonly bought: number
  /** Largest first, then by device; sums to `quantity`. */
  readonly shares: readonly Share[]
}

export function lineState(held: readonly Held[]): LineState {
  const less = lessByTarget(held)
  const bought = boughtById(held)
  const units = countedEntries(held).map(({ device, entry }) => unitOf(device, entry, less, bought))
  const total = sum(units.map(unit => unit.left))
  const quantity = Math.min(total, limits.quantity)
  return {
    units,
    total,
    quantity,
    bought: Math.min(sum(units.map(unit => unit.bought)), quantity),
    shares: sharesOf(units, quantity),
  }
}

interface Counted {
  readonly device: DeviceId
  readonly entry: UnitsEntry | SetEntry
}

/** What was taken off the entries of one id. */
interface Less {
  total: number
  readonly byDevice: Map<DeviceId, number>
}

type LessByTarget = ReadonlyMap<EntryId, Less>

/** All `units`, and of several concurrent sets the largest. */
function countedEntries(held: readonly Held[]): readonly Counted[] {
  const counted: Counted[] = []
  const sets: CountedSet[] = []
  for (const { device, entry } of held) {
    if (entry[0] === kind.units) counted.push({ device, entry })
    if (entry[0] === kind.set) sets.push({ device, entry })
  }
  const base = largestSet(sets)
  return base ? [base, ...counted] : counted
}

interface CountedSet {
  readonly device: DeviceId
  readonly entry: SetEntry
}

/** Ids are random, so equal ones in one line are hostile; but even then every replica must choose the same set. */
function largestSet(sets: readonly CountedSet[]): CountedSet | undefined {
  let largest: CountedSet[] = []
  for (const set of sets) {
    const [first] = largest
    const order = first ? compareSets(set, first) : 1
    if (order > 0) largest = [set]
    else if (order === 0) largest.push(set)
  }
  if (largest.length < 2) return largest[0]
  const byText = new Map(largest.map(set => [JSON.stringify(set.entry), set]))
  return byText.get([...byText.keys()].sort().at(-1) ?? '')
}

/** By n, id and device; above 0 if `a` comes before `b`. */
function compareSets(a: CountedSet, b: CountedSet): number {
  const byNumbers = a.entry[3] - b.entry[3] || a.entry[2] - b.entry[2]
  if (byNumbers !== 0 || a.device === b.device) return byNumbers
  return a.device > b.device ? 1 : -1
}

function lessByTarget(held: readonly Held[]): LessByTarget {
  const byTarget = new Map<EntryId, Less>()
  for (const { device, entry } of held) {
    if (entry[0] !== kind.less) continue
    const [, , target, m] = entry
    const less = byTarget.get(target) ?? { total: 0, byDevice: new Map<DeviceId, number>() }
    less.total += m
    less.byDevice.set(device, (less.byDevice.get(device) ?? 0) + m)
    byTarget.set(target, less)
  }
  return byTarget
}

/** The largest number of units that any live `bought` covers of each entry. */
function boughtById(held: readonly Held[]): ReadonlyMap<EntryId, number> {
  const byId = new Map<EntryId, number>()
  for (const { entry } of held) {
    if (entry[0] !== kind.bought) continue
    for (const [id, units] of boughtPairs(entry)) byId.set(id, Math.max(byId.get(id) ?? 0, units))
  }
  return byId
}

/** What a `bought` entry covers, pair by pair. */
export function* boughtPairs([, , ...flat]: readonly [number, string, ...number[]]): Generator<
  [id: EntryId, units: number]
> {
  for (let at = 0; at + 1 < flat.length; at += 2) yield [flat[at] ?? 0, flat[at + 1] ?? 0]
}

function unitOf(
  device: DeviceId,
  entry: UnitsEntry | SetEntry,
  lessOf: LessByTarget,
  boughtOf: ReadonlyMap<EntryId, number>,
): Unit {
  const id = entry[2]
  const absorbed = entry[0] === kind.set ? entry[5] : []
  const shares = sharesLeft(device, entry, lessOf.get(id))
  const left = sum([...shares.values()])
  const covered = sum([id, ...new Set(absorbed)].map(covering => boughtOf.get(covering) ?? 0))
  return { id, device, left, shares, bought: Math.min(covered, left), absorbed }
}

/**
 * Who wants what is left of one entry. What a device took off comes from its own share first, then from the
 * author's, then from those the set carries, last first.
 */
function sharesLeft(
  author: DeviceId,
  entry: UnitsEntry | SetEntry,
  less: Less | undefined,
): Map<DeviceId, number> {
  // Not device by device: many hostile entries may have one id, and many devices take off it.
  if (entry[0] === kind.units) return new Map([[author, Math.max(0, entry[3] - (less?.total ?? 0))]])
  const shares = new Map(carriedShares(entry))
  shares.set(author, (shares.get(author) ?? 0) + entry[3] - sum([...shares.values()]))
  let rest = 0
  for (const [device, m] of less?.byDevice ?? []) rest += m - takeShare(shares, device, m)
  for (const device of [author, ...[...shares.keys()].reverse()]) rest -= takeShare(shares, device, rest)
  return shares
}

function* carriedShares([, , , , carry]: SetEntry): Generator<[DeviceId, number]> {
  const sums = new Map<DeviceId, number>()
  for (let at = 0; at + 1 < carry.length; at += 2) {
    const device = String(carry[at])
    sums.set(device, (sums.get(device) ?? 0) + Number(carry[at + 1]))
  }
  yield* sums
}

function takeShare(shares: Map<DeviceId, number>, device: DeviceId, m: number): number {
  const taken = Math.min(m, shares.get(device) ?? 0)
  if (taken > 0) shares.set(device, (shares.get(device) ?? 0) - taken)
  return taken
}

function sharesOf(units: readonly Unit[], quantity: number): Share[] {
  const byDevice = new Map<DeviceId, number>()
  for (const unit of units) {
    for (const [device, n] of unit.shares) byDevice.set(device, (byDevice.get(device) ?? 0) + n)
  }
  const sorted = [...byDevice].filter(([, n]) => n > 0).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return clipShares(
    sorted.map(([device, n]) => ({ device, quantity: n })),
    quantity,
  )
}

/** The first of `shares` that fit into `quantity` units. */
export function clipShares(shares: readonly Share[], quantity: number): Share[] {
  let room = quantity
  const clipped = shares.map(({ device, quantity: wanted }) => {
    const kept = Math.min(wanted, room)
    room -= kept
    return { device, quantity: kept }
  })
  return clipped.filter(share => share.quantity > 0)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
