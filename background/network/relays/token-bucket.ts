/** Lets through `burst` at once and then `perMinute`. Public relays allow about 6 to 8 writes a minute for one address. */
export class TokenBucket {
  readonly #burst: number
  readonly #msPerToken: number
  #tokens: number
  #at: number

  constructor({ burst, perMinute }: { burst: number; perMinute: number }, now: number) {
    this.#burst = burst
    this.#msPerToken = 60_000 / perMinute
    this.#tokens = burst
    this.#at = now
  }

  /** Takes a token and answers 0, or answers how many ms it takes until there is one. */
  take(now: number): number {
    const gained = Math.max(0, now - this.#at) / this.#msPerToken
    this.#tokens = Math.min(this.#burst, this.#tokens + gained)
    this.#at = now
    if (this.#tokens < 1) return Math.ceil((1 - this.#tokens) * this.#msPerToken)
    this.#tokens -= 1
    return 0
  }
}
