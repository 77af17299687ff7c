import type { CartId } from '../../extension/cart/cart-id.ts'

/** Keys of the rows that a document has in it. */
export interface RowKeys {
  readonly snapshots: readonly number[]
  readonly log: readonly number[]
}

/**
 * Which rows of each cart this store has handed out or written, so that its caller's document has them in it. A
 * snapshot may take the place of these and of no others: a second store on the same database (a second tab, or a
 * worker that has just been replaced) may have added rows that this caller never saw.
 */
export interface CoveredRows {
  add(cart: CartId, keys: RowKeys): void
  /** As of now: later additions do not show in it. */
  of(cart: CartId): RowKeys
  /** `gone` is no longer there; `snapshot` stands for it. */
  replace(cart: CartId, gone: RowKeys, snapshot: number): void
  forget(cart: CartId): void
}

export function createCoveredRows(): CoveredRows {
  const carts = new Map<CartId, { snapshots: Set<number>; log: Set<number> }>()

  function setsOf(cart: CartId): { snapshots: Set<number>; log: Set<number> } {
    const sets = carts.get(cart) ?? { snapshots: new Set(), log: new Set() }
    carts.set(cart, sets)
    return sets
  }

  return {
    add(cart, { snapshots, log }) {
      const sets = setsOf(cart)
      for (const key of snapshots) sets.snapshots.add(key)
      for (const key of log) sets.log.add(key)
    },
    of(cart) {
      const { snapshots, log } = setsOf(cart)
      return { snapshots: [...snapshots], log: [...log] }
    },
    replace(cart, gone, snapshot) {
      const sets = setsOf(cart)
      for (const key of gone.snapshots) sets.snapshots.delete(key)
      for (const key of gone.log) sets.log.delete(key)
      sets.snapshots.add(snapshot)
    },
    forget(cart) {
      carts.delete(cart)
    },
  }
}
