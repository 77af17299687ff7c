import type { JSX } from 'preact'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { type Network, problemWords } from '../../ui/text/network-words.ts'
import { answeredWords, type RelayStatus, relayName, relayWords } from '../../ui/text/relay-words.ts'
import { usePopup } from '../popup-context.ts'
import { connectedTo, connectedWords } from './connected.ts'

/** What the status line opens to: what to do about a problem, who is there, how each relay is doing. */
export function StatusDetails({ head }: { readonly head: CartHead }): JSX.Element {
  const { text, surroundings, attempt } = usePopup()
  return (
    <div class="status-details">
      {head.unsaved && <p>{text('status_kept')}</p>}
      {!head.unsaved && !head.shared && <p>{text('status_local_hint')}</p>}
      {!head.unsaved && head.shared && <SharedDetails head={head} />}
      <button
        type="button"
        class="button-quiet status-settings"
        onClick={() => void attempt(surroundings.openSettings)}
      >
        {text('status_settings')}
      </button>
    </div>
  )
}

function SharedDetails({ head }: { readonly head: CartHead }): JSX.Element {
  const { text } = usePopup()
  const { network } = head
  const { people, ownDevices } = connectedTo(head, text)
  const own = connectedWords({ people: [], ownDevices }, text)
  return (
    <>
      {network?.problem && <p>{problemWords(network.problem, text).help}</p>}
      {people.length > 0 && <p dir="auto">{text('status_people', text.list(people))}</p>}
      {own.length > 0 && <p>{own}</p>}
      {people.length + own.length === 0 && <p>{text('status_nobody')}</p>}
      {network?.leftOut && <p>{text(leftOutWords[network.leftOut])}</p>}
      {network && network.relays.length > 0 && <Relays network={network} />}
    </>
  )
}

const leftOutWords = {
  'too-large': 'status_left_out_large',
  unreadable: 'status_left_out_unreadable',
} as const

function Relays({ network }: { readonly network: Network }): JSX.Element {
  const { text } = usePopup()
  return (
    <ul class="relays" aria-label={text('status_relays')}>
      {network.relays.map(relay => (
        <Relay key={relay.url} relay={relay} />
      ))}
    </ul>
  )
}

function Relay({ relay }: { readonly relay: RelayStatus }): JSX.Element {
  const { text } = usePopup()
  const { words, quote } = relayWords(relay, text)
  return (
    <li>
      <bdi dir="ltr">{relayName(relay.url)}</bdi>: {[...words, ...answeredWords(relay, text)].join(' · ')}
      {quote && (
        <>
          {' '}
          (<bdi>{quote}</bdi>)
        </>
      )}
    </li>
  )
}
