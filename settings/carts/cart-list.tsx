import type { JSX } from 'preact'
import { Icon } from '../../ui/parts/icon.tsx'
import { useSettings } from '../settings-context.ts'
import { cartStatus } from './cart-status.ts'

/** Chooses the cart whose relays are shown, and says of each where it is kept. */
export function CartList({ names }: { readonly names: ReadonlyMap<string, string> }): JSX.Element {
  const { text, event, shown, show } = useSettings()
  return (
    <nav class="cart-list" aria-label={text('settings_cart_list')}>
      <ul>
        {(event.value?.carts ?? []).map(cart => {
          const { tone, icon, words } = cartStatus(cart, text)
          return (
            <li key={cart.id}>
              <button
                type="button"
                class="cart-choice"
                aria-current={cart.id === shown.value?.id}
                onClick={() => show(cart.id)}
              >
                <span class="cart-choice-name">
                  <bdi>{names.get(cart.id)}</bdi>
                </span>
                <span class={`cart-choice-status status-${tone}`}>
                  <Icon name={icon} />
                  {words[0]}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
