import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { cartNames, headName } from '../parts/cart-name.ts'
import { useFocus } from '../parts/controls.tsx'
import { usePopup } from '../popup-context.ts'

/** The cart's name; a switcher where the device has several carts; a field while it is renamed. */
export function CartHeading(): JSX.Element {
  const { text, cart, place } = usePopup()
  const head = cart.head.value
  if (head && place.now.value.kind === 'rename') return <RenameField name={head.name ?? ''} />
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

function RenameField({ name }: { readonly name: string }): JSX.Element {
  const { text, place, surroundings, attempt } = usePopup()
  const [value, setValue] = useState(name)
  const rename = async (event: Event): Promise<void> => {
    event.preventDefault()
    const wanted = value.trim()
    const done =
      wanted === '' || wanted === name
        ? true
        : await attempt(() => surroundings.client.request('renameCart', { name: wanted }))
    if (done) place.close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    place.close()
  }
  return (
    <form class="rename" onSubmit={event => void rename(event)}>
      <input
        ref={useFocus()}
        dir="auto"
        autocomplete="off"
        aria-label={text('cart_name_label')}
        value={value}
        maxLength={60}
        onInput={event => setValue(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="button-soft">
        {text('save')}
      </button>
    </form>
  )
}
