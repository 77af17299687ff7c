import type { Cancel, Clock } from '../environment.ts'

/** ms after the start. Then it goes on at 60 to 120 s. */
const firstRounds = [0, 2_000, 8_000]
const steadyMs = 60_000

export interface AnnouncerOptions {
  readonly clock: Clock
  /** Whether there is anyone to find: no other device is connected. */
  isAlone(): boolean
  announce(): void
}

/** Says "here I am" at 0, 2 and 8 s and then now and then, for as long as this device is alone. */
export class Announcer {
  readonly #options: AnnouncerOptions
  #rounds = 0
  #cancel: Cancel | undefined

  constructor(options: AnnouncerOptions) {
    this.#options = options
  }

  /** Begins anew, unless the first rounds are not over yet: they reach whoever is new as well. */
  start(): void {
    if (this.#cancel && this.#rounds < firstRounds.length) return
    this.#cancel?.()
    this.#rounds = 0
    this.#cancel = this.#options.clock.after(0, () => this.#round())
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #round(): void {
    this.#cancel = undefined
    if (!this.#options.isAlone()) return
    this.#rounds += 1
    this.#options.announce()
    this.#cancel = this.#options.clock.after(this.#wait(), () => this.#round())
  }

  #wait(): number {
    const at = firstRounds[this.#rounds]
    if (at !== undefined) return at - (firstRounds[this.#rounds - 1] ?? 0)
    return steadyMs * (1 + this.#options.clock.random())
  }
}
