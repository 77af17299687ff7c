import type { CartId } from '../../extension/cart/cart-id.ts'
import { otherPeople } from '../../extension/cart/people.ts'
import type { ListedCart } from '../../extension/messages/popup-surface.ts'
import type { Carts } from '../carts/carts.ts'
import type { OpenCart } from '../carts/open-cart.ts'
import type { NetworkStatus } from '../network/protocol.ts'

/** What `savedState` looks at. */
interface SavedCarts {
  cart(id: CartId): Pick<OpenCart, 'unsaved'> | undefined
  isShared(id: CartId): boolean
}

type StatusOf = (cart: CartId) => NetworkStatus | undefined

/** Every cart on this device, as lists of carts show it. */
export function listedCarts(carts: Carts, statusOf: StatusOf): ListedCart[] {
  return carts.all().map(cart => {
    const { name, members } = cart.index.head()
    return {
      id: cart.id,
      ...(name !== undefined && { name }),
      shared: carts.isShared(cart.id),
      people: otherPeople(members, carts.identity()),
      saved: savedState(carts, cart.id, statusOf(cart.id)),
    }
  })
}

/** Where the cart is kept, in one word. Says nothing of relays before the network did. */
export function savedState(
  carts: SavedCarts,
  id: CartId,
  status: NetworkStatus | undefined,
): ListedCart['saved'] {
  if (carts.cart(id)?.unsaved()) return 'failing'
  if (!carts.isShared(id)) return 'local'
  if (!status) return 'unknown'
  if (status.problem) return 'failing'
  if (status.waiting > 0) return 'waiting'
  return status.savedOn > 0 ? 'saved' : 'unknown'
}
