import { type ReadonlySignal, signal } from '@preact/signals'
import type { Removal, RemovedLine } from '../../extension/messages/popup-surface.ts'

/** How long a removal can be taken back. */
export const undoMilliseconds = 10_000

/** Removed lines that can still be put back, all of them by one Undo. They are of one cart: the last that lost some. */
export interface UndoStore {
  readonly offer: ReadonlySignal<readonly RemovedLine[]>
  add(removal: Removal): void
  /** What is on offer, which ends the offer. Undefined when nothing is. */
  take(): Removal | undefined
  /** The offer waits while a person has the pointer or the keyboard focus on it. */
  hold(): void
  release(): void
}

export function createUndoStore(): UndoStore {
  const offer = signal<readonly RemovedLine[]>([])
  let offeredCart = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const hold = (): void => clearTimeout(timer)
  const release = (): void => {
    hold()
    timer = setTimeout(() => {
      offer.value = []
    }, undoMilliseconds)
  }
  return {
    offer,
    hold,
    release,
    add: ({ cart, removed }) => {
      if (removed.length === 0) return
      offer.value = cart === offeredCart ? [...offer.value, ...removed] : removed
      offeredCart = cart
      release()
    },
    take: () => {
      hold()
      const removed = offer.value
      offer.value = []
      return removed.length > 0 ? { cart: offeredCart, removed: [...removed] } : undefined
    },
  }
}
