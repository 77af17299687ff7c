import type { JSX } from 'preact'
import { Icon } from '../../ui/parts/icon.tsx'
import { Mark } from '../../ui/parts/mark.tsx'
import { usePopup } from '../popup-context.ts'
import { CartHeading } from './cart-heading.tsx'
import { Menu } from './menu.tsx'

/** Which cart this is, and what can be done with it as a whole. */
export function Header(): JSX.Element {
  const { text, place, cart, surroundings, attempt } = usePopup()
  const share = async (): Promise<void> => {
    await surroundings.consentToShare()
    place.open({ kind: 'share' })
  }
  return (
    <header class="head">
      <Mark />
      <CartHeading />
      <button
        type="button"
        class="button-soft share-button"
        disabled={!cart.head.value}
        onClick={() => void attempt(share)}
      >
        <Icon name="share" />
        {text('share_button')}
      </button>
      <Menu />
    </header>
  )
}
