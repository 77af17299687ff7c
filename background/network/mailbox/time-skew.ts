/** Minutes by which a clock may be wrong, tried when a relay refuses for the time. */
const minutes = [5, 10, 20, 40, 80, 160, 320, 640, 1280]

/** Seconds to add to this device's clock, as some relay taught it: a guess for others, since it may be that relay's that is wrong. */
export interface LearnedSkew {
  seconds: number
}

/**
 * Finds out with which skew one relay takes events: with none, then with what another relay took, then in one direction
 * step by step, then in the other.
 */
export class TimeSkew {
  readonly #learned: LearnedSkew
  /** What this relay took last. */
  #own = 0
  /** What is left to try since the last event that was taken; the first is being tried. */
  #steps: readonly number[] = []

  constructor(learned: LearnedSkew) {
    this.#learned = learned
  }

  get seconds(): number {
    return this.#steps[0] ?? this.#own
  }

  /**
   * Moves on; answers whether there is anything left to try. If not, the next time begins anew. `isTooEarly`: the relay
   * says that the event is too old. Else this clock is taken to be fast, which more relays refuse.
   */
  refused(isTooEarly: boolean): boolean {
    if (this.#steps.length > 0) this.#steps = this.#steps.slice(1)
    else {
      const sign = isTooEarly ? 60 : -60
      const ways = [sign, -sign].flatMap(way => minutes.map(count => way * count))
      const steps = new Set([0, this.#learned.seconds, ...ways])
      steps.delete(this.#own)
      this.#steps = [...steps]
    }
    return this.#steps.length > 0
  }

  accepted(): void {
    this.#own = this.seconds
    if (this.#own !== 0) this.#learned.seconds = this.#own
    this.#steps = []
  }
}
