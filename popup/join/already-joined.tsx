import type { JSX } from 'preact'
import { cartNames } from '../../ui/parts/cart-name.ts'
import { useFocus } from '../../ui/parts/controls.tsx'
import { usePopup } from '../popup-context.ts'

/** The link leads to a cart that is already on this device. */
export function AlreadyJoined({
  cart,
  name,
}: {
  readonly cart: string
  readonly name: string | undefined
}): JSX.Element {
  const { text, cart: shown, place, surroundings, attempt } = usePopup()
  const known = cartNames(shown.head.value?.carts ?? [], text).get(cart)
  const open = async (): Promise<void> => {
    if (await attempt(() => surroundings.client.request('chooseCart', { cart }))) place.close()
  }
  return (
    <div class="join-question">
      <h3 class="sheet-question" dir="auto">
        {known ?? name ?? text('cart_shared')}
      </h3>
      <p class="sheet-lead">{text('join_have')}</p>
      <button type="button" class="button-primary button-wide" ref={useFocus()} onClick={() => void open()}>
        {text('join_open')}
      </button>
    </div>
  )
}
