/** Seconds that an event may be ahead of the clock. The strictest relays known allow 300. */
const mostAhead = 240

/** The newest `created_at` (seconds since 1970) in each slot of this device: relays keep what is newest. */
export class SlotTimes {
  readonly #newest = new Map<string, number>()

  saw(slot: string, createdAt: number): void {
    this.#newest.set(slot, Math.max(createdAt, this.newest(slot)))
  }

  newest(slot: string): number {
    return this.#newest.get(slot) ?? 0
  }

  /**
   * The time for the slot's next event, or undefined when it would have to be too far ahead of `now` (both in seconds):
   * something was written there with a clock that was wrong.
   */
  next(slot: string, now: number): number | undefined {
    const time = Math.max(now, this.newest(slot) + 1)
    return isTooFarAhead(time, now) ? undefined : time
  }
}

export function isTooFarAhead(time: number, now: number): boolean {
  return time > now + mostAhead
}
