import type { RelayRecord } from '../protocol.ts'

/**
 * What this device may write to one relay, over all carts: 3 a minute after a burst of 4, and nothing for a while after a
 * refusal (60 s, doubling to 32 min). It outlives the network (RelayRecord).
 */
export interface WriteBudget {
  /** Takes one write and answers 0, or answers the ms until there is one. */
  take(): number
  /** The relay gave back what was written. */
  succeeded(): void
  /** The relay refused a write, or lost it. */
  failed(): void
}

/** Public relays allow about 6 to 8 writes a minute for one address. */
const burst = 4
const msPerWrite = 20_000

const firstBackoffMs = 60_000
const lastBackoffMs = 32 * 60_000

/** One write taken at `now`: the record after it, or the ms until there is one (`wait` > 0, and the record as it is). */
export function takeWrite(
  record: RelayRecord,
  now: number,
): { readonly record: RelayRecord; readonly wait: number } {
  // A time that the clock has been moved away from lies further ahead than any back-off lasts.
  const backoff = Math.min((record.notBefore ?? 0) - now, lastBackoffMs)
  if (backoff > 0) return { record, wait: backoff }
  const left = writesLeft(record, now)
  if (left < 1) {
    const isOfTheFuture = record.budget !== undefined && record.budget.at > now
    const filling = isOfTheFuture ? { ...record, budget: { left, at: now } } : record
    return { record: filling, wait: Math.ceil((1 - left) * msPerWrite) }
  }
  return { record: { ...record, budget: { left: left - 1, at: now } }, wait: 0 }
}

function writesLeft({ budget }: RelayRecord, now: number): number {
  if (!budget) return burst
  const gained = Math.max(0, now - budget.at) / msPerWrite
  return Math.min(burst, Math.max(0, budget.left) + gained)
}

/** The relay kept what it was given: it may be written to again. */
export function afterSuccess({ notBefore, refusals, ...record }: RelayRecord): RelayRecord {
  return record
}

/** Nothing is written for a while. `random` (0 to 1) spreads it over the upper half, or all devices would come back at once. */
export function afterFailure(record: RelayRecord, now: number, random: number): RelayRecord {
  const before = record.refusals ?? 0
  const full = Math.min(lastBackoffMs, firstBackoffMs * 2 ** before)
  return { ...record, refusals: before + 1, notBefore: now + Math.round(full * (0.5 + random / 2)) }
}
