import type { CartId } from '../../extension/cart/cart-id.ts'
import { setRelays } from '../../extension/cart/operations/cart-wide.ts'
import { UserError } from '../../extension/user-error.ts'
import type { Carts } from './carts.ts'

/** The relays of the shared carts on this device. Both reject with UserError `cart-gone`. */
export interface SharedRelays {
  of(cart: CartId): Promise<{ readonly secret: Uint8Array; readonly relays: readonly string[] }>
  /** Writes them into the cart, for every member. Rejects with `not-saved` as well. */
  set(cart: CartId, relays: readonly string[]): Promise<void>
}

export function sharedRelays(carts: Pick<Carts, 'cart' | 'sharedCart'>): SharedRelays {
  return {
    async of(id) {
      const { secret, relays } = await carts.sharedCart(id)
      return { secret, relays }
    },
    async set(id, relays) {
      const cart = carts.cart(id)
      if (!cart) throw new UserError('cart-gone')
      await cart.change(replica => setRelays(replica, [...relays]))
    },
  }
}
