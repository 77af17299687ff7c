/** The platform's work that is under way, such as deriving a key. Its results are handed out in the order of asking. */
export class PendingWork {
  #last: Promise<unknown> = Promise.resolve()
  #count = 0

  /** Resolves as `work` does, when all that was asked for before it has been handed out and what follows from it is done. */
  async inOrder<T>(work: Promise<T>): Promise<T> {
    const before = this.#last
    this.#count += 1
    const mine = before.then(() => work)
    this.#last = mine.then(nextTurn, nextTurn)
    try {
      return await mine
    } finally {
      this.#count -= 1
    }
  }

  /** Resolves when nothing is under way and every promise that could go on has. */
  async settled(): Promise<void> {
    await promisesDone()
    while (this.#count > 0) await nextTurn()
  }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** Node runs its ticks when no promise is left that could go on. */
function promisesDone(): Promise<void> {
  return new Promise(resolve => void Promise.resolve().then(() => process.nextTick(resolve)))
}
