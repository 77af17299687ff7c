import type { Cancel, Clock } from './environment.ts'

/** Without any progress for so long, waiting on leads nowhere: the next look tries again. */
const stuckMs = 60_000
/** A background that did not hear that the network rests is told again. */
const repeatMs = 60_000
/** Changes that come together are judged once. */
const judgeMs = 100

export interface ActivityOptions {
  readonly clock: Clock
  /** How long after a change the network stays, ms. */
  readonly quietMs: number
  /** Whether another device is connected directly. */
  hasPeer(): boolean
  /** Whether a question is being answered. */
  isAsked(): boolean
  /** Whether nothing more can be read or written now. */
  isSettled(): boolean
  /** The network became active (true): other devices may be looked for; or it only finishes what it does. */
  onActive(active: boolean): void
  /** Nothing is left to do. Called again when the background stirs and still nothing is, and every minute. */
  onRest(): void
}

/**
 * Decides when the network has something to do.
 *
 *   active    a view is open, something changed in the last `quietMs`, or a peer is connected
 *   finishing not active, but something is still to be read, written or answered
 *   resting   not active, and all is settled, or nothing got on for a minute
 *
 * A network that is started for a look is finishing from the start, so that it looks for no peers.
 */
export class Activity {
  readonly #options: ActivityOptions
  #attentive = false
  #changedAt = Number.NEGATIVE_INFINITY
  #progressAt: number
  #active = false
  #restedAt: number | undefined
  #timer: { readonly at: number; readonly cancel: Cancel } | undefined
  #closed = false

  constructor(options: ActivityOptions) {
    this.#options = options
    this.#progressAt = options.clock.now()
    this.#judgeIn(judgeMs)
  }

  get isActive(): boolean {
    return this.#active
  }

  /** A view is open (true), or none is. */
  attention(attentive: boolean): void {
    this.#attentive = attentive
    this.#judge()
  }

  /** Something of a cart changed, here or elsewhere. */
  changed(): void {
    this.#changedAt = this.#options.clock.now()
    this.progressed()
    this.#judge()
  }

  /** Something got on: a relay was reached, or gave something back. */
  progressed(): void {
    this.#progressAt = this.#options.clock.now()
    this.stirred()
  }

  /** The background said something, or what the options answer may have changed. */
  stirred({ byBackground = false } = {}): void {
    if (byBackground) this.#restedAt = undefined
    this.#judgeIn(judgeMs)
  }

  close(): void {
    this.#closed = true
    this.#timer?.cancel()
  }

  #judgeIn(ms: number): void {
    const at = this.#options.clock.now() + ms
    if (this.#closed || (this.#timer && this.#timer.at <= at)) return
    this.#timer?.cancel()
    const cancel = this.#options.clock.after(ms, () => {
      this.#timer = undefined
      this.#judge()
    })
    this.#timer = { at, cancel }
  }

  #judge(): void {
    if (this.#closed) return
    const { clock, quietMs, hasPeer, onActive } = this.#options
    const quietIn = this.#changedAt + quietMs - clock.now()
    const active = this.#attentive || quietIn > 0 || hasPeer()
    if (active !== this.#active) {
      this.#active = active
      onActive(active)
    }
    if (!active) this.#finish()
    else {
      this.#restedAt = undefined
      if (quietIn > 0) this.#judgeIn(quietIn)
    }
  }

  #finish(): void {
    const { clock, isAsked, isSettled, onRest } = this.#options
    const stuckIn = this.#progressAt + stuckMs - clock.now()
    if (isAsked() || (stuckIn > 0 && !isSettled())) {
      this.#restedAt = undefined
      this.#judgeIn(Math.max(stuckIn, judgeMs))
      return
    }
    const repeatIn = this.#restedAt === undefined ? 0 : this.#restedAt + repeatMs - clock.now()
    if (repeatIn <= 0) {
      this.#restedAt = clock.now()
      onRest()
    }
    this.#judgeIn(repeatIn <= 0 ? repeatMs : repeatIn)
  }
}
