/** The first and the last of keys that follow one another without a gap. */
export interface KeyRun {
  readonly first: number
  readonly last: number
}

/** The keys, whole numbers in any order, as the fewest runs: a run is deleted by one request, and holds no other key. */
export function keyRuns(keys: readonly number[]): readonly KeyRun[] {
  const runs: { first: number; last: number }[] = []
  for (const key of keys.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run && key <= run.last + 1) run.last = key
    else runs.push({ first: key, last: key })
  }
  return runs
}
