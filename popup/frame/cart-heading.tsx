import type { JSX } from 'preact'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { cartNames, headName } from '../parts/cart-name.ts'
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
        {[...names].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </h1>
  )
}
