import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { SettingsCart } from '../../extension/messages/settings-surface.ts'
import { focusIsLost } from '../../ui/parts/focus.ts'
import { relayName } from '../../ui/text/relay-words.ts'
import { useSettings } from '../settings-context.ts'
import { RelayRow } from './relay-row.tsx'

/** The relays of a cart, in its order. */
export function RelayList({ cart }: { readonly cart: SettingsCart }): JSX.Element {
  const { text } = useSettings()
  const heading = useFocusOfRemoved(cart.relays.length)
  const statuses = new Map(cart.network?.relays.map(status => [relayName(status.url), status]))
  return (
    <div class="card relay-list">
      <h4 tabIndex={-1} ref={heading}>
        {text('settings_relays')}
      </h4>
      {cart.relays.length === 0 && <p class="relay-none">{text('settings_no_relays')}</p>}
      <ul>
        {cart.relays.map(relay => (
          <RelayRow
            key={relay.url}
            cart={cart.id}
            relay={relay}
            status={statuses.get(relayName(relay.url))}
            isLast={cart.relays.length === 1}
          />
        ))}
      </ul>
      {cart.relays.length === 1 && <p class="relay-none">{text('settings_last_relay')}</p>}
    </div>
  )
}

/** A removed relay goes with the focus in it: the heading takes it. */
function useFocusOfRemoved(count: number) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(count)
  useEffect(() => {
    if (count < before.current && focusIsLost()) heading.current?.focus()
    before.current = count
  }, [count])
  return heading
}
