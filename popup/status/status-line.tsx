import type { JSX } from 'preact'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { Icon } from '../parts/icon.tsx'
import { usePopup } from '../popup-context.ts'
import { connectedTo, connectedWords } from './connected.ts'
import { statusWords } from './status-words.ts'

/** Always in view: where this cart is kept, and with whom it is connected. Opens to the details. */
export function StatusLine(): JSX.Element | null {
  const { text, cart, surroundings, attempt } = usePopup()
  const head = cart.head.value
  if (!head) return <p class="status status-loading">{text('cart_loading')}</p>
  const { tone, icon, words } = statusWords(head, cart.lines.value.length, text)
  return (
    <div class="status-row">
      <details class={`status status-${tone}`}>
        <summary aria-label={`${text('status_label')}: ${words.join(', ')}`}>
          <Icon name={icon} />
          <span role={tone === 'bad' ? 'alert' : undefined} class="status-words">
            {words.join(' · ')}
          </span>
          <Icon name="down" />
        </summary>
        <StatusDetails head={head} />
      </details>
      {head.unsaved && (
        <button
          type="button"
          class="button-soft"
          onClick={() => void attempt(() => surroundings.client.request('saveAgain', null))}
        >
          {text('try_again')}
        </button>
      )}
    </div>
  )
}

function StatusDetails({ head }: { readonly head: CartHead }): JSX.Element {
  const { text } = usePopup()
  if (head.unsaved) return <p class="status-details">{text('status_kept')}</p>
  if (!head.shared) return <p class="status-details">{text('status_local_hint')}</p>
  const { network } = head
  const { people, ownDevices } = connectedTo(head, text)
  const own = connectedWords({ people: [], ownDevices }, text)
  return (
    <div class="status-details">
      {people.length > 0 && <p dir="auto">{text('status_people', text.list(people))}</p>}
      {own.length > 0 && <p>{own}</p>}
      {people.length + own.length === 0 && <p>{text('status_nobody')}</p>}
      {network?.leftOut && <p>{text(leftOutWords[network.leftOut])}</p>}
      {network && network.relays.length > 0 && <Relays relays={network.relays} />}
    </div>
  )
}

const leftOutWords = {
  'too-large': 'status_left_out_large',
  unreadable: 'status_left_out_unreadable',
} as const

type Relay = NonNullable<CartHead['network']>['relays'][number]

function Relays({ relays }: { readonly relays: readonly Relay[] }): JSX.Element {
  const { text } = usePopup()
  return (
    <>
      <p>{text('status_relays')}</p>
      <ul class="relays">
        {relays.map(relay => (
          <li key={relay.url}>
            <bdi dir="ltr">{relay.url.replace(/^wss?:\/\//, '').replace(/\/$/, '')}</bdi>:{' '}
            {text(`relay_${relay.state}`)}
            {relay.problem && ` (${relay.problem})`}
          </li>
        ))}
      </ul>
    </>
  )
}
