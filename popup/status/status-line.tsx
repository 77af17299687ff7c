import type { JSX } from 'preact'
import { Icon } from '../../ui/parts/icon.tsx'
import { ProgressBar } from '../../ui/parts/progress-bar.tsx'
import { progressWords } from '../../ui/text/network-words.ts'
import { usePopup } from '../popup-context.ts'
import { StatusDetails } from './status-details.tsx'
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
      <StatusProgress />
    </div>
  )
}

/** How far the network is with what takes longer than a moment. */
function StatusProgress(): JSX.Element | null {
  const { text, cart } = usePopup()
  const head = cart.head.value
  const progress = head?.shared && !head.unsaved && !head.network?.problem && head.network?.progress
  if (!progress) return null
  return <ProgressBar label={progressWords(progress, text)} done={progress.done} total={progress.total} />
}
