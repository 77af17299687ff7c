/** Half-open ranges of whole numbers: start, end, start, end, … in rising order, no two of them touching. */
export type Ranges = readonly number[]

export const noRanges: Ranges = []

/** Ranges of pairs (start, end) in any order, which may overlap. Empty pairs count for nothing. */
export function rangesOf(pairs: readonly (readonly [start: number, end: number])[]): Ranges {
  const sorted = pairs.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0])
  const ranges: number[] = []
  for (const [start, end] of sorted) append(ranges, start, end)
  return ranges
}

/** Adds a range that begins no earlier than the last. */
function append(ranges: number[], start: number, end: number): void {
  const last = ranges.length - 1
  if (last > 0 && start <= (ranges[last] ?? 0)) ranges[last] = Math.max(ranges[last] ?? 0, end)
  else ranges.push(start, end)
}

export function* pairsOf(ranges: Ranges): Generator<[start: number, end: number]> {
  for (let at = 0; at + 1 < ranges.length; at += 2) yield [ranges[at] ?? 0, ranges[at + 1] ?? 0]
}

/** What is in any of them. */
export function unionOfRanges(all: readonly Ranges[]): Ranges {
  const [first = noRanges, ...others] = all
  return others.reduce(unionOfTwo, first)
}

/** In one pass over both: a cart's coverage is asked for at every change. */
function unionOfTwo(some: Ranges, others: Ranges): Ranges {
  const ranges: number[] = []
  let [at, othersAt] = [0, 0]
  while (at < some.length || othersAt < others.length) {
    const isNext = (some[at] ?? Number.POSITIVE_INFINITY) <= (others[othersAt] ?? Number.POSITIVE_INFINITY)
    if (isNext) append(ranges, some[at] ?? 0, some[at + 1] ?? 0)
    else append(ranges, others[othersAt] ?? 0, others[othersAt + 1] ?? 0)
    if (isNext) at += 2
    else othersAt += 2
  }
  return ranges
}

/** What is in `ranges` and not in `without`. */
export function rangesWithout(ranges: Ranges, without: Ranges): Ranges {
  if (without.length === 0) return ranges
  const left: number[] = []
  let at = 0
  for (let from = 0; from < ranges.length; from += 2) {
    let start = ranges[from] ?? 0
    const end = ranges[from + 1] ?? 0
    // What ends before this range does so before the next as well.
    while (at < without.length && (without[at + 1] ?? 0) <= start) at += 2
    for (let next = at; next < without.length && (without[next] ?? 0) < end; next += 2) {
      if (start < (without[next] ?? 0)) left.push(start, without[next] ?? 0)
      start = Math.min(end, without[next + 1] ?? 0)
    }
    if (start < end) left.push(start, end)
  }
  return left
}
