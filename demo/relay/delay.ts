/** One direction of a connection: what goes in comes out in the same order, each `ms()` later. */
export class DelayLine {
  readonly #ms: () => number
  #waiting = 0
  #last = Promise.resolve()

  constructor(ms: () => number) {
    this.#ms = ms
  }

  /** Does `job` when what came before is done and its time has come: at once, if it need not wait. */
  run(job: () => void): void {
    const ms = this.#ms()
    if (ms === 0 && this.#waiting === 0) {
      job()
      return
    }
    this.#waiting += 1
    const due = new Promise<void>(resolve => setTimeout(resolve, ms))
    this.#last = Promise.all([this.#last, due]).then(() => {
      this.#waiting -= 1
      job()
    })
  }
}
