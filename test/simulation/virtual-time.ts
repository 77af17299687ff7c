import type { Cancel } from '../../background/network/environment.ts'

interface Timer {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
}

/** Time that goes on only when nothing else is left to do: from one timer to the next, each with all that follows from it. */
export class VirtualTime {
  #now: number
  #created = 0
  readonly #timers: Timer[] = []
  readonly #settled: () => Promise<void>

  /** `settled` resolves when no work of the platform is under way. */
  constructor(startsAt: number, settled: () => Promise<void>) {
    this.#now = startsAt
    this.#settled = settled
  }

  /** ms since 1970. */
  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): Cancel {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#created++, run }
    push(this.#timers, timer)
    return () => {
      timer.run = undefined
    }
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.#settled()
    for (;;) {
      const [first] = this.#timers
      if (!first || first.at > end) break
      pop(this.#timers)
      if (!first.run) continue
      this.#now = first.at
      const { run } = first
      first.run = undefined
      run()
      await this.#settled()
    }
    this.#now = end
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}

/** Adds to a binary heap. */
function push(heap: Timer[], timer: Timer): void {
  let at = heap.length
  for (;;) {
    const parentAt = (at - 1) >> 1
    const parent = heap[parentAt]
    if (at === 0 || !parent || isBefore(parent, timer)) break
    heap[at] = parent
    at = parentAt
  }
  heap[at] = timer
}

/** Takes the first out of a binary heap. */
function pop(heap: Timer[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let at = 0
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
    const isRight = left && right && isBefore(right, left)
    const child = isRight ? right : left
    if (!child || isBefore(last, child)) break
    heap[at] = child
    at = 2 * at + (isRight ? 2 : 1)
  }
  heap[at] = last
}
