import type { CartId } from '../../extension/cart/cart-id.ts'
import { setRelays } from '../../extension/cart/operations/cart-wide.ts'
import { UserError } from '../../extension/user-error.ts'
import type { Carts } from './carts.ts'

/** What this device knows of a cart's relays. */
export interface KnownRelays {
  readonly relays: readonly string[]
  /** The members' word. Else they are of the link by which this device joined, and the cart was not received yet. */
  readonly areAgreed: boolean
}

/** The relays of the shared carts on this device. `of` and `set` reject with UserError `cart-gone`. */
export interface SharedRelays {
  known(cart: CartId): KnownRelays
  of(cart: CartId): Promise<{ readonly secret: Uint8Array; readonly relays: readonly string[] }>
  /** Writes them into the cart, for every member. Rejects with `not-saved` as well. */
  set(cart: CartId, relays: readonly string[]): Promise<void>
}

export function sharedRelays(carts: Pick<Carts, 'cart' | 'relays' | 'sharedCart'>): SharedRelays {
  return {
    known: id => ({
      relays: carts.relays(id),
      areAgreed: (carts.cart(id)?.index.head().relays.length ?? 0) > 0,
    }),
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
