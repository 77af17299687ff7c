import * as Y from 'yjs'
import { noRanges, pairsOf, type Ranges, rangesOf, rangesWithout, unionOfRanges } from './ranges.ts'

/** By Yjs client id: ranges of its clock. */
export type ClientRanges = ReadonlyMap<number, Ranges>

/**
 * What an update, a document or a relay has: which structs of each client, and which of them it says are deleted. Two
 * things, because a deletion adds nothing to what structs there are. A value; nothing in it changes.
 */
export interface Coverage {
  readonly structs: ClientRanges
  readonly deletions: ClientRanges
}

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>

export const noCoverage: Coverage = { structs: new Map(), deletions: new Map() }

type Pairs = Map<number, [start: number, end: number][]>

function add(pairs: Pairs, client: number, start: number, length: number): void {
  const known = pairs.get(client)
  const last = known?.at(-1)
  // An update names thousands of structs, which mostly follow one another.
  if (last && last[1] === start) last[1] = start + length
  else if (known) known.push([start, start + length])
  else pairs.set(client, [[start, start + length]])
}

function toRanges(pairs: Pairs): ClientRanges {
  return new Map([...pairs].map(([client, all]) => [client, rangesOf(all)]))
}

function deletionsOf(deleteSet: DecodedUpdate['ds']): ClientRanges {
  const pairs: Pairs = new Map()
  for (const [client, deletions] of deleteSet.clients) {
    for (const { clock, len } of deletions) add(pairs, client, clock, len)
  }
  return toRanges(pairs)
}

/** What an update brings. A struct without content (GC) counts as a struct alone: it deletes nothing where it is known. */
export function coverageOf({ structs, ds }: DecodedUpdate): Coverage {
  const pairs: Pairs = new Map()
  for (const struct of structs) {
    if (!(struct instanceof Y.Skip)) add(pairs, struct.id.client, struct.id.clock, struct.length)
  }
  return { structs: toRanges(pairs), deletions: deletionsOf(ds) }
}

/** What a document has, with what Yjs keeps aside because it builds on something that is still missing. */
export function coverageOfDoc(doc: Y.Doc): Coverage {
  const { sv, ds } = Y.snapshot(doc)
  const structs: ClientRanges = new Map([...sv].map(([client, clock]) => [client, rangesOf([[0, clock]])]))
  const whole = { structs, deletions: deletionsOf(ds) }
  const { pendingStructs, pendingDs } = doc.store
  const pending = [pendingStructs?.update, pendingDs].flatMap(update => update ?? [])
  return pending.length === 0
    ? whole
    : union([whole, ...pending.map(update => coverageOf(Y.decodeUpdateV2(update)))])
}

function unionOf(all: readonly ClientRanges[]): ClientRanges {
  const byClient = new Map<number, Ranges[]>()
  for (const one of all) {
    for (const [client, ranges] of one) {
      const known = byClient.get(client)
      if (known) known.push(ranges)
      else byClient.set(client, [ranges])
    }
  }
  return new Map(Array.from(byClient, ([client, ranges]) => [client, unionOfRanges(ranges)]))
}

function minusOf(from: ClientRanges, without: ClientRanges): ClientRanges {
  const left = new Map<number, Ranges>()
  for (const [client, ranges] of from) {
    const remaining = rangesWithout(ranges, without.get(client) ?? noRanges)
    if (remaining.length > 0) left.set(client, remaining)
  }
  return left
}

/** What any of them has. */
export function union(all: readonly Coverage[]): Coverage {
  return {
    structs: unionOf(all.map(({ structs }) => structs)),
    deletions: unionOf(all.map(({ deletions }) => deletions)),
  }
}

/** What `from` has and `without` lacks. */
export function minus(from: Coverage, without: Coverage): Coverage {
  return {
    structs: minusOf(from.structs, without.structs),
    deletions: minusOf(from.deletions, without.deletions),
  }
}

/** Leaves out all that these clients wrote, and that any did to it. */
export function withoutClients({ structs, deletions }: Coverage, clients: ReadonlySet<number>): Coverage {
  const others = (ranges: ClientRanges): ClientRanges =>
    new Map([...ranges].filter(([client]) => !clients.has(client)))
  return { structs: others(structs), deletions: others(deletions) }
}

export function isNothing({ structs, deletions }: Coverage): boolean {
  return structs.size === 0 && deletions.size === 0
}

/** Whether `held` has all that `wanted` has. */
export function covers(held: Coverage, wanted: Coverage): boolean {
  return isNothing(minus(wanted, held))
}

/** How many ranges it takes to say. */
export function rangeCount({ structs, deletions }: Coverage): number {
  return [...structs.values(), ...deletions.values()].reduce((sum, { length }) => sum + length / 2, 0)
}

/** Every range of deletions, those of the highest client first: the order in which Yjs writes. */
export function deletionsIn({ deletions }: Coverage): { client: number; clock: number; length: number }[] {
  return [...deletions]
    .sort(([a], [b]) => b - a)
    .flatMap(([client, ranges]) =>
      [...pairsOf(ranges)].map(([start, end]) => ({ client, clock: start, length: end - start })),
    )
}
