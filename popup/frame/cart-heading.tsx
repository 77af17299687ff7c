import type { JSX } from 'preact'
import type { CartHead, ListedCart } from '../../extension/messages/popup-surface.ts'
import { cartNames, headName } from '../../ui/parts/cart-name.ts'
import type { Text } from '../../ui/text/text.ts'
import { usePopup } from '../popup-context.ts'
import { RenameField } from './rename-field.tsx'

/** The cart's name; a switcher where the device has several carts; a field while it is renamed. */
export function CartHeading(): JSX.Element {
  const { text, cart, place } = usePopup()
  const head = cart.head.value
  const now = place.now.value
  if (head && now.kind === 'rename' && now.cart === head.id) {
    return <RenameField key={head.id} head={head} called={headName(head, text)} />
  }
  if (head && head.carts.length > 1) return <Switcher head={head} />
  return (
    <h1 class="cart-name" dir="auto">
      {head ? headName(head, text) : text('cart_default_name')}
    </h1>
  )
}

function Switcher({ head }: { readonly head: CartHead }): JSX.Element {
  const { text, surroundings, attempt } = usePopup()
  const names = cartNames(head.carts, text)
  const choose = (cart: string) => attempt(() => surroundings.client.request('chooseCart', { cart }))
  return (
    <h1 class="cart-name">
      <select
        class="switcher"
        aria-label={text('switcher_label')}
        value={head.id}
        onChange={event => void choose(event.currentTarget.value)}
      >
        {head.carts.map(cart => (
          <option key={cart.id} value={cart.id}>
            {optionWords(cart, names.get(cart.id) ?? '', cart.id === head.id, text)}
          </option>
        ))}
      </select>
    </h1>
  )
}

/** What a cart is called and where it is kept. The status line says that of the cart in front. */
function optionWords({ saved }: ListedCart, name: string, inFront: boolean, text: Text): string {
  return inFront || saved === 'unknown' ? name : text(`switcher_${saved}`, name)
}
