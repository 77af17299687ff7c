import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { RelayOfCart } from '../../extension/messages/settings-surface.ts'
import { IconButton } from '../../ui/parts/controls.tsx'
import { answeredWords, type RelayStatus, relayName, relayWords } from '../../ui/text/relay-words.ts'
import type { Text } from '../../ui/text/text.ts'
import { useSettings } from '../settings-context.ts'
import { useRequest } from '../state/use-request.ts'
import { Question } from './question.tsx'

interface RelayRowProps {
  readonly cart: string
  readonly relay: RelayOfCart
  /** Absent while the network has not spoken of it. */
  readonly status: RelayStatus | undefined
  readonly isLast: boolean
}

/** One relay: how it is doing, what it holds, whose choice it was, and a way to part with it. */
export function RelayRow({ cart, relay, status, isLast }: RelayRowProps): JSX.Element {
  const { text } = useSettings()
  const [asking, setAsking] = useState(false)
  const name = relayName(relay.url)
  return (
    <li class={`relay relay-${status ? relayWords(status, text).tone : 'calm'}`}>
      <div class="relay-top">
        <bdi class="relay-name" dir="ltr">
          {name}
        </bdi>
        <IconButton
          icon="trash"
          class="danger"
          label={text('settings_remove_relay', name)}
          disabled={isLast}
          onClick={() => setAsking(true)}
        />
      </div>
      <RelayState status={status} />
      <p class="relay-more">
        {[text(`relay_origin_${relay.origin}`), ...moreWords(status, text)].join(' · ')}
      </p>
      {asking && <RemoveQuestion cart={cart} url={relay.url} onDone={() => setAsking(false)} />}
    </li>
  )
}

function RelayState({ status }: Pick<RelayRowProps, 'status'>): JSX.Element {
  const { text } = useSettings()
  if (!status) return <p class="relay-state">{text('relay_not_seen')}</p>
  const { words, quote } = relayWords(status, text)
  return (
    <p class="relay-state">
      {words.join(' · ')}
      {quote && (
        <>
          : <bdi class="relay-quote">{quote}</bdi>
        </>
      )}
    </p>
  )
}

/** What it holds for this cart and when it last said so. */
function moreWords(status: RelayStatus | undefined, text: Text): readonly string[] {
  if (!status) return []
  return [...holdsWords(status, text), ...answeredWords(status, text)]
}

function holdsWords({ holds }: RelayStatus, text: Text): readonly string[] {
  if (!holds) return []
  if (holds.events === 0) return [text('relay_holds_nothing')]
  const packets = text.plural('relay_packets', holds.events)
  const devices = text.plural('relay_devices', holds.devices)
  return [text('relay_holds', packets, devices, text.size(holds.bytes))]
}

interface RemoveQuestionProps {
  readonly cart: string
  readonly url: string
  onDone(): void
}

function RemoveQuestion({ cart, url, onDone }: RemoveQuestionProps): JSX.Element {
  const { text, request, announce } = useSettings()
  const { busy, problem, run } = useRequest()
  const remove = async (): Promise<void> => {
    if (!(await run(() => request('removeRelay', { cart, url })))) return
    announce(text('settings_removed', relayName(url)))
    onDone()
  }
  return (
    <Question
      words={text('settings_remove_question')}
      confirm={text('settings_remove')}
      busy={busy}
      problem={problem}
      onConfirm={() => void remove()}
      onCancel={onDone}
    />
  )
}
