import type { Written } from './cart-view.ts'
import { type Entry, type FieldKind, type FieldValues, kind } from './entries.ts'
import type { Held } from './line-state.ts'

/**
 * All live values of one field, the one that shows first. Only values written concurrently, or by a member who had
 * not seen the others, can be alive together: the newest wins, then the larger device, then the larger value.
 */
export function fieldValues<K extends FieldKind>(held: readonly Held[], field: K): Written<FieldValues[K]>[] {
  const written: Written<FieldValues[K]>[] = []
  for (const { device, entry } of held) {
    // The table of FieldValues ties the kind to the value; TypeScript cannot follow that through K.
    if (entry[0] === field)
      written.push({ value: entry[2] as FieldValues[K], at: entry[3] as number, device })
  }
  return written.length > 1 ? newestFirst(written) : written
}

/** The value of a field that shows. */
export function newest<K extends FieldKind>(
  held: readonly Held[],
  field: K,
): Written<FieldValues[K]> | undefined {
  return fieldValues(held, field)[0]
}

/** When a field was written, ms since 1970; undefined for what is no field. */
export function fieldTime(entry: Entry): number | undefined {
  const [of] = entry
  if (of === kind.units || of === kind.set || of === kind.less || of === kind.bought) return undefined
  return Number(entry[3])
}

/** By time, then device, then value: the same order on every replica. Sorts in place. */
export function newestFirst<W extends Written<unknown>>(written: W[]): W[] {
  // Each value is written out once at most: in a hostile line any number may be equal in time and device.
  const texts = new Map<W, string>()
  const textOf = (one: W): string => {
    const text = texts.get(one) ?? JSON.stringify(one.value)
    texts.set(one, text)
    return text
  }
  return written.sort(
    (a, b) => b.at - a.at || descending(a.device, b.device) || descending(textOf(a), textOf(b)),
  )
}

function descending(a: string, b: string): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}
