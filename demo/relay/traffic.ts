import type { Event } from '@nostr-relay/common'

const minuteMs = 60_000

/** What a relay was asked, in numbers. */
export interface RelayCounts {
  /** Open now. */
  readonly connections: number
  /** Waiting to be opened. */
  readonly opening: number
  /** Ever opened. */
  readonly opened: number
  /** Events received, refused ones too, in each minute that had any; `minute` is its start in ms since 1970. */
  readonly writes: readonly { readonly minute: number; readonly count: number }[]
}

/** All that any client ever sent to one relay. */
export class Traffic {
  /** Every message, as it was sent, in order. */
  readonly frames: string[] = []
  /** Every event in order, ephemeral and refused ones included. */
  readonly received: Event[] = []
  opened = 0
  readonly #now: () => number
  readonly #minutes = new Map<number, number>()
  #taken: number[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** An event came in. */
  receive(event: Event): void {
    this.received.push(event)
    const minute = Math.floor(this.#now() / minuteMs) * minuteMs
    this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + 1)
  }

  /** An event was not refused. */
  take(): void {
    this.#taken.push(this.#now())
  }

  /** How many were not refused in the last minute. */
  takenInMinute(): number {
    const since = this.#now() - minuteMs
    this.#taken = this.#taken.filter(at => at > since)
    return this.#taken.length
  }

  counts(open: Pick<RelayCounts, 'connections' | 'opening'>): RelayCounts {
    const writes = Array.from(this.#minutes, ([minute, count]) => ({ minute, count }))
    return { ...open, opened: this.opened, writes }
  }
}
