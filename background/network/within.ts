import type { Clock } from './environment.ts'

/** What `promise` gives; rejects with "no answer" when that takes longer than `ms`. */
export function within<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new Error('no answer')))
    promise.then(resolve, reject).finally(stop)
  })
}
