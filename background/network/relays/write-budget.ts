import type { RelayRecord } from '../protocol.ts'

/**
 * What this device may write to one relay, over all carts: 3 a minute after a burst of 4, and nothing for a while after a
 * refusal (60 s, doubling to 32 min); and beside that 6 signals a minute after a burst of 12. It outlives the network (RelayRecord).
 */
export interface WriteBudget {
  /** Takes one write and answers 0, or answers the ms until there is one. */
  take(): number
  /** Takes one signal; answers whether there was one. */
  takeSignal(): boolean
  /** The relay gave back what was written. */
  succeeded(): void
  /** The relay refused a write, or lost it. */
  failed(): void
}

/**
 * Neither takes from the other, and no number of carts comes to more. Signals are few once peers are connected, but finding each
 * other twice within a minute, as after a lost connection, takes about ten: three announcements in 8 s and an offer or answer, each time.
 */
const writesAtOnce = 4
const signalsAtOnce = 12
const msPerWrite = 20_000
const msPerSignal = 10_000

type Bucket = NonNullable<RelayRecord['budget']>

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
  const left = leftOf(record.budget, writesAtOnce, msPerWrite, now)
  if (left < 1) {
    const isOfTheFuture = record.budget !== undefined && record.budget.at > now
    const filling = isOfTheFuture ? { ...record, budget: { left, at: now } } : record
    return { record: filling, wait: Math.ceil((1 - left) * msPerWrite) }
  }
  return { record: { ...record, budget: { left: left - 1, at: now } }, wait: 0 }
}

/** One signal taken at `now`: the record after it, or undefined when there is none. What the relay refused to keep is no reason. */
export function takeSignal(record: RelayRecord, now: number): RelayRecord | undefined {
  const left = leftOf(record.signals, signalsAtOnce, msPerSignal, now)
  return left < 1 ? undefined : { ...record, signals: { left: left - 1, at: now } }
}

function leftOf(bucket: Bucket | undefined, burst: number, msPerEach: number, now: number): number {
  if (!bucket) return burst
  const gained = Math.max(0, now - bucket.at) / msPerEach
  return Math.min(burst, Math.max(0, bucket.left) + gained)
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
