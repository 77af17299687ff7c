import { type ReadonlySignal, signal } from '@preact/signals'
import type { RemovedLine } from '../../extension/messages/popup-surface.ts'

/** How long a removal can be taken back. */
export const undoMilliseconds = 10_000

/** Removed lines that can still be put back, all of them by one Undo. */
export interface UndoStore {
  readonly offer: ReadonlySignal<readonly RemovedLine[]>
  add(removed: readonly RemovedLine[]): void
  /** What is on offer, which ends the offer. */
  take(): readonly RemovedLine[]
  /** The offer waits while a person has the pointer or the keyboard focus on it. */
  hold(): void
  release(): void
}

export function createUndoStore(): UndoStore {
  const offer = signal<readonly RemovedLine[]>([])
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
    add: removed => {
      if (removed.length === 0) return
      offer.value = [...offer.value, ...removed]
      release()
    },
    take: () => {
      hold()
      const taken = offer.value
      offer.value = []
      return taken
    },
  }
}
