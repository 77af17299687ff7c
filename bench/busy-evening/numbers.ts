interface Distribution {
  readonly mean: number
  readonly median: number
  readonly ninetyFifth: number
  readonly most: number
}

export function distribution(values: readonly number[]): Distribution {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return {
    mean: sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, sorted.length),
    median: at(0.5),
    ninetyFifth: at(0.95),
    most: sorted.at(-1) ?? 0,
  }
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
