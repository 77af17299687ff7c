import { guestPage } from '../../extension/build-defaults.ts'
import { setCartName } from '../../extension/cart/operations/cart-wide.ts'
import { createCartLink, parseCartLink } from '../../extension/invite/cart-link.ts'
import type { Carts } from '../carts/carts.ts'
import { previewCart } from '../carts/preview.ts'
import type { NetworkClient } from '../network-host/network-client.ts'
import type { Handlers } from './handlers.ts'

type CartRequest = 'share' | 'setPerson' | 'renameCart' | 'chooseCart' | 'previewLink' | 'join' | 'saveAgain'

/** Sharing, joining and choosing carts. */
export function cartRequests(carts: Carts, network: NetworkClient): Pick<Handlers, CartRequest> {
  return {
    share: async ({ person }) => ({ link: await createCartLink(await carts.share(person), guestPage) }),
    async setPerson({ person }) {
      await carts.setPerson(person)
      return null
    },
    async renameCart({ name }) {
      await carts.chosen().change(replica => setCartName(replica, name))
      return null
    },
    async chooseCart({ cart }) {
      await carts.choose(cart)
      return null
    },
    async previewLink({ link }) {
      const parsed = await parseCartLink(link)
      const joined = carts.withSecret(parsed.secret)
      const preview = await previewCart(
        parsed,
        joined === undefined ? undefined : carts.cart(joined),
        network,
      )
      return { ...preview, ...(joined !== undefined && { joined }) }
    },
    join: async ({ link, person }) => ({ cart: await carts.join(await parseCartLink(link), person) }),
    async saveAgain() {
      await carts.chosen().saveAgain()
      return null
    },
  }
}
