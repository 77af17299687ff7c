import { setTimeout as realTimeout } from 'node:timers'
import type { RelayClock } from '../../../../demo/relay/switches.ts'

interface Timer {
  readonly due: number
  readonly run: () => void
  stop: () => void
}

/** A time of its own that goes `speed` times as fast as this machine's, for all that a test runs. */
export class FastClock {
  #at = Date.now()
  #realAt = performance.now()
  #speed: number
  readonly #timers = new Set<Timer>()

  constructor(speed: number) {
    this.#speed = speed
  }

  get speed(): number {
    return this.#speed
  }

  set speed(speed: number) {
    this.#moveTo(this.now())
    this.#speed = speed
    this.#armAll()
  }

  readonly now = (): number => this.#at + (performance.now() - this.#realAt) * this.#speed

  readonly after = (ms: number, run: () => void): (() => void) => {
    const timer: Timer = { due: this.now() + ms, run, stop: () => {} }
    this.#timers.add(timer)
    this.#arm(timer)
    return () => {
      timer.stop()
      this.#timers.delete(timer)
    }
  }

  /** Time passes, for what waits and for what does not. */
  pass(ms: number): Promise<void> {
    return new Promise(resolve => this.after(ms, resolve))
  }

  /** Time jumps on, as for a device that slept: what came due happens now, once. */
  jump(ms: number): void {
    this.#moveTo(this.now() + ms)
    this.#armAll()
  }

  /** This time, for a relay; to be given anew when the speed changes. */
  forRelay(): RelayClock {
    return { at: this.now(), realAt: Date.now(), speed: this.#speed }
  }

  #moveTo(at: number): void {
    this.#at = at
    this.#realAt = performance.now()
  }

  #armAll(): void {
    for (const timer of this.#timers) this.#arm(timer)
  }

  #arm(timer: Timer): void {
    timer.stop()
    const handle = realTimeout(
      () => {
        this.#timers.delete(timer)
        timer.run()
      },
      Math.max(0, timer.due - this.now()) / this.#speed,
    )
    timer.stop = () => clearTimeout(handle)
  }
}
