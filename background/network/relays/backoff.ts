/** Waiting times that double from `first` to `most` ms. */
export class Backoff {
  readonly #first: number
  readonly #most: number
  #failures = 0

  constructor(first: number, most: number) {
    this.#first = first
    this.#most = most
  }

  /** How long to wait after one more failure. `random` (0 to 1) spreads it over the upper half, or all devices would come back at once. */
  next(random: number): number {
    const full = Math.min(this.#most, this.#first * 2 ** this.#failures)
    this.#failures += 1
    return full * (0.5 + random / 2)
  }

  reset(): void {
    this.#failures = 0
  }
}
