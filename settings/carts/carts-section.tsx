import type { JSX } from 'preact'
import { cartNames } from '../../ui/parts/cart-name.ts'
import { useSettings } from '../settings-context.ts'
import { CartList } from './cart-list.tsx'
import { CartPanel } from './cart-panel.tsx'
import { NoSharedCart } from './no-shared-cart.tsx'

/** Every cart and, of the one that is chosen here, the relays. */
export function CartsSection(): JSX.Element {
  const { text, event, shown } = useSettings()
  const carts = event.value?.carts ?? []
  const names = cartNames(carts, text)
  const cart = shown.value
  return (
    <section class="settings-section" aria-label={text('settings_carts')}>
      <h2>{text('settings_carts')}</h2>
      <p class="settings-lead">
        {text('settings_what_relays')} {text('settings_what_they_see')}
      </p>
      {carts.some(({ shared }) => shared) ? (
        <div class={carts.length > 1 ? 'carts carts-several' : 'carts'}>
          {carts.length > 1 && <CartList names={names} />}
          {cart && <CartPanel key={cart.id} cart={cart} name={names.get(cart.id) ?? ''} />}
        </div>
      ) : (
        <NoSharedCart />
      )}
    </section>
  )
}
