import type { Cancel, Clock } from '../environment.ts'
import type { RelayLimits, RelayRecord } from '../protocol.ts'
import { afterFailure, afterSuccess, takeSignal, takeWrite, type WriteBudget } from './write-budget.ts'

/** A relay's record is told at once when it changes, and then no sooner than after this. */
const tellMs = 2_000

/** A failure says something of the relay only if another one answered this shortly before: else this device is offline. */
const sameTimeMs = 10 * 60_000
const dayMs = 24 * 60 * 60_000

export interface RelayRecordsOptions {
  readonly clock: Clock
  /** Keeps the record beyond this run. */
  tell(record: RelayRecord): void
}

/** What this device remembers of each relay, for all carts together. */
export class RelayRecords {
  readonly #options: RelayRecordsOptions
  readonly #records = new Map<string, RelayRecord>()
  /** Changed in this run: newer than what `load` brings. */
  readonly #own = new Set<string>()
  readonly #untold = new Set<string>()
  readonly #waiting = new Map<string, Cancel>()
  /** When relays last failed in this run, without an answer since. */
  readonly #failedAt = new Map<string, number>()

  constructor(options: RelayRecordsOptions) {
    this.#options = options
  }

  /** What was kept of earlier runs. What changed in this run since is told again, in case it did not get there. */
  load(records: readonly RelayRecord[]): void {
    for (const record of records) if (!this.#own.has(record.url)) this.#records.set(record.url, record)
    for (const url of this.#own) this.#tellSoon(url)
  }

  of(url: string): RelayRecord {
    return this.#records.get(url) ?? { url }
  }

  budgetOf(url: string): WriteBudget {
    const { clock } = this.#options
    return {
      take: () => {
        const { record, wait } = takeWrite(this.of(url), clock.now())
        this.#set(record)
        return wait
      },
      takeSignal: () => {
        const record = takeSignal(this.of(url), clock.now())
        if (record) this.#set(record)
        return record !== undefined
      },
      succeeded: () => this.#set(afterSuccess(this.of(url))),
      failed: () => this.#set(afterFailure(this.of(url), clock.now(), clock.random())),
    }
  }

  /** The relay answered a question to its end. */
  answered(url: string): void {
    const now = this.#options.clock.now()
    const { failed, ...record } = this.of(url)
    this.#set({ ...record, answeredAt: now })
    this.#failedAt.delete(url)
    for (const [other, at] of this.#failedAt) if (at >= now - sameTimeMs) this.#countDay(other)
  }

  /** The relay could not be reached, or ended the connection or the question. */
  failed(url: string): void {
    const now = this.#options.clock.now()
    this.#failedAt.set(url, now)
    const isOnline = this.#lastAnswer(url) >= now - sameTimeMs
    if (isOnline) this.#countDay(url)
  }

  /** What the relay says it takes. */
  learned(url: string, limits: RelayLimits): void {
    this.#set({ ...this.of(url), limits })
  }

  /** Tells all that waits to be told. */
  flush(): void {
    for (const url of [...this.#untold]) this.#tell(url)
  }

  close(): void {
    for (const cancel of this.#waiting.values()) cancel()
    this.#waiting.clear()
  }

  #countDay(url: string): void {
    const record = this.of(url)
    const last = Math.floor(this.#options.clock.now() / dayMs)
    if (record.failed?.last === last) return
    this.#set({ ...record, failed: { days: (record.failed?.days ?? 0) + 1, last } })
  }

  /** When any relay but `except` last answered. */
  #lastAnswer(except: string): number {
    const now = this.#options.clock.now()
    const times = [...this.#records.values()].flatMap(({ url, answeredAt }) =>
      url === except || answeredAt === undefined || answeredAt > now ? [] : answeredAt,
    )
    return Math.max(0, ...times)
  }

  #set(record: RelayRecord): void {
    if (record === this.#records.get(record.url)) return
    this.#records.set(record.url, record)
    this.#own.add(record.url)
    this.#tellSoon(record.url)
  }

  #tellSoon(url: string): void {
    this.#untold.add(url)
    if (!this.#waiting.has(url)) this.#tell(url)
  }

  #tell(url: string): void {
    this.#untold.delete(url)
    this.#waiting.get(url)?.()
    this.#waiting.set(
      url,
      this.#options.clock.after(tellMs, () => {
        this.#waiting.delete(url)
        if (this.#untold.has(url)) this.#tell(url)
      }),
    )
    this.#options.tell(this.of(url))
  }
}
