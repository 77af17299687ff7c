import type { JSX } from 'preact'
import type { SettingsCart } from '../../extension/messages/settings-surface.ts'
import { Icon } from '../../ui/parts/icon.tsx'
import { ProgressBar } from '../../ui/parts/progress-bar.tsx'
import { problemWords, progressWords } from '../../ui/text/network-words.ts'
import { AddRelay } from '../relays/add-relay.tsx'
import { RelayList } from '../relays/relay-list.tsx'
import { ResetRelays } from '../relays/reset-relays.tsx'
import { useSettings } from '../settings-context.ts'
import { cartStatus } from './cart-status.ts'

interface CartPanelProps {
  readonly cart: SettingsCart
  readonly name: string
}

/** One cart: where it is kept, and its relays. */
export function CartPanel({ cart, name }: CartPanelProps): JSX.Element {
  const { text } = useSettings()
  return (
    <section class="cart-panel" aria-label={name}>
      <h3 class="cart-panel-name">
        <bdi>{name}</bdi>
      </h3>
      <CartStatus cart={cart} />
      {cart.shared ? (
        <>
          <RelayList cart={cart} />
          <p class="cart-panel-hint">{text('settings_members_share')}</p>
          <AddRelay cart={cart} />
          <ResetRelays cart={cart} />
        </>
      ) : (
        <p class="cart-panel-hint">{text('settings_local')}</p>
      )}
    </section>
  )
}

function CartStatus({ cart }: { readonly cart: SettingsCart }): JSX.Element {
  const { text } = useSettings()
  const { tone, icon, words } = cartStatus(cart, text)
  const { problem, progress } = cart.network ?? {}
  return (
    <div class={`cart-status status-${tone}`}>
      <p class="cart-status-words">
        <Icon name={icon} />
        {words.join(' · ')}
      </p>
      {problem && <p class="cart-panel-hint">{problemWords(problem, text).help}</p>}
      {progress && !problem && (
        <ProgressBar label={progressWords(progress, text)} done={progress.done} total={progress.total} />
      )}
    </div>
  )
}
