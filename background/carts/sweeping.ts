import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import { sweep } from '../../extension/cart/operations/sweep.ts'
import type { OpenCart } from './open-cart.ts'

/** Clears a cart of entries that can never count again. */
export interface Sweeping {
  /**
   * To be called when this device has all that the cart's mailbox has (a cart that is not shared has none): sweeps if it
   * is a week since the last time.
   */
  synced(cart: OpenCart): Promise<void>
}

const weekMs = 7 * 24 * 60 * 60 * 1000

export function createSweeping(now: () => number = Date.now): Sweeping {
  /** When each cart was last swept, ms since 1970. */
  const item = storageItem('local', 'swept', v.record(v.string(), v.number()))
  let times: Promise<Record<CartId, number>> | undefined
  const stored = async (): Promise<Record<CartId, number>> => (await item.get()) ?? {}

  return {
    async synced(cart) {
      times ??= stored()
      const known = await times
      if (now() - (known[cart.id] ?? 0) < weekMs) return
      // Noted first, so that the status that this very sweep causes does not start another.
      known[cart.id] = now()
      await cart.change(sweep)
      await item.set(known)
    },
  }
}
