import type { Clock } from '../../../background/network/environment.ts'

/** A clock that stands still until it is told to go on. `random` is always `chance`. */
export class FakeClock implements Clock {
  #now = 1_800_000_000_000
  #timers: { at: number; run: () => void }[] = []
  chance = 0

  now(): number {
    return this.#now
  }

  random(): number {
    return this.chance
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
    }
  }

  /** Goes on by `ms`, running what falls due in order. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (let next = this.#due(end); next; next = this.#due(end)) {
      this.#now = next.at
      next.run()
    }
    this.#now = end
  }

  #due(end: number): { at: number; run: () => void } | undefined {
    const [first] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
    this.#timers = this.#timers.filter(timer => timer !== first)
    return first
  }
}
