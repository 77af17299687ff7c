import { type EntryId, kind } from '../entries.ts'
import { fieldTime } from '../fields.ts'
import { boughtPairs, lineState } from '../line-state.ts'
import type { Replica } from '../replica.ts'
import { mostSightings } from '../sighting.ts'
import { apply, type Observed, type ObservedLine, observeLines } from './change.ts'
import { outdatedSightings } from './see.ts'

/** A member who was offline for longer finds products only in the local cache, which is kept as long. */
const keptFor = 30 * 24 * 60 * 60 * 1000

/**
 * Deletes entries that can never count again, and answers how many. No view changes by it. To be done about weekly,
 * after a sync: an entry whose target has not arrived yet looks like one whose target was deleted.
 *
 * - of a line that is not in view: all, but for fields of the last 30 days (somebody may have added to it offline)
 * - of a line in view: units of which none is left, what was taken off or ticked of entries that are gone, and
 *   sightings older than those that count
 */
export function sweep(replica: Replica): number {
  const since = replica.now() - keptFor
  const lines = [...observeLines(replica.doc, key => key !== '').values()]
  const remove = lines.flatMap(line => dead(line, since))
  apply(replica, { remove, insert: [] })
  return remove.length
}

function dead(line: ObservedLine, since: number): Observed[] {
  if (lineState(line.entries).quantity > 0) return deadInView(line)
  return line.entries.filter(({ entry }) => {
    const writtenAt = fieldTime(entry)
    return writtenAt === undefined || writtenAt < since
  })
}

function deadInView({ entries }: ObservedLine): Observed[] {
  const used = usedUpUnits(entries)
  const live = liveIds(entries, used)
  const absorbed = entries.flatMap(({ entry }) => (entry[0] === kind.set ? entry[5] : []))
  const ticked = new Set([...live, ...absorbed])
  const outdated = new Set(outdatedSightings(entries, mostSightings))
  return entries.filter(held => {
    const { entry } = held
    if (entry[0] === kind.seen) return outdated.has(held)
    if (entry[0] === kind.units) return used.has(entry[2])
    if (entry[0] === kind.less) return !live.has(entry[2])
    return entry[0] === kind.bought && [...boughtPairs(entry)].every(([id]) => !ticked.has(id))
  })
}

/**
 * Ids of units of which none is left. Sets are not among what is deleted: without the largest, a smaller one that was
 * written at the same time would count.
 */
function usedUpUnits(entries: readonly Observed[]): ReadonlySet<EntryId> {
  const { units } = lineState(entries)
  const withSomeLeft = new Set(units.filter(({ left }) => left > 0).map(({ id }) => id))
  return new Set(units.map(({ id }) => id).filter(id => !withSomeLeft.has(id)))
}

/** Ids of what units can still be taken off. */
function liveIds(entries: readonly Observed[], used: ReadonlySet<EntryId>): ReadonlySet<EntryId> {
  const ids = new Set<EntryId>()
  for (const { entry } of entries) {
    if (entry[0] === kind.set || (entry[0] === kind.units && !used.has(entry[2]))) ids.add(entry[2])
  }
  return ids
}
