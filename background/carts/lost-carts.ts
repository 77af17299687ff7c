import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'

/** Since when (ms since 1970) each cart of this device that is lost has been so. Beyond the worker's life, or it would never be long. */
export interface LostCarts {
  since(cart: CartId): number | undefined
  lost(cart: CartId, since: number): Promise<void>
  found(cart: CartId): Promise<void>
}

const item = storageItem('local', 'lost-carts', v.record(v.string(), v.number()))

/** A stored value that cannot be read is reported and counts as none: a cart that is lost is soon found to be so again. */
export async function loadLostCarts(): Promise<LostCarts> {
  const stored = await item.get().catch(error => {
    console.error(error)
    return undefined
  })
  const times = new Map(Object.entries(stored ?? {}))
  const save = (): Promise<void> => item.set(Object.fromEntries(times))
  return {
    since: cart => times.get(cart),
    async lost(cart, since) {
      times.set(cart, since)
      await save()
    },
    async found(cart) {
      if (times.delete(cart)) await save()
    },
  }
}
