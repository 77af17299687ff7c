import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { limits } from '../../extension/limits.ts'
import type { SettingsCart } from '../../extension/messages/settings-surface.ts'
import { Field } from '../../ui/parts/controls.tsx'
import { useFirstProblem } from '../../ui/parts/focus.ts'
import { relayName } from '../../ui/text/relay-words.ts'
import { useSettings } from '../settings-context.ts'
import { type Request, useRequest } from '../state/use-request.ts'
import { beginsWrong, typedAddress } from './typed-address.ts'

/** One more relay for a cart: typed, looked at while it is typed, tried out by the background. */
export function AddRelay({ cart }: { readonly cart: SettingsCart }): JSX.Element {
  const { text } = useSettings()
  const form = useRef<HTMLFormElement>(null)
  const { typed, setTyped, problem, busy, refusals, add } = useNewRelay(cart)
  useFirstProblem(form, refusals)
  return (
    <form ref={form} class="settings-form" noValidate onSubmit={event => void add(event)}>
      <Field
        label={text('settings_add_label')}
        value={typed}
        inputMode="url"
        placeholder="wss://"
        maxLength={limits.url}
        problem={problem}
        hint={text('settings_add_hint')}
        onInput={setTyped}
      />
      <button type="submit" class="button-soft" aria-disabled={busy}>
        {text(busy ? 'settings_trying' : 'settings_add')}
      </button>
    </form>
  )
}

function useNewRelay(cart: SettingsCart) {
  const { text, request, announce } = useSettings()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  const [refusals, setRefusals] = useState(0)
  const asking = useRequest()
  const address = typedAddress(typed)
  const known = address.kind === 'address' && cart.relays.some(({ url }) => sameRelay(url, address.url))
  const wrong = known
    ? 'error_relay_known'
    : beginsWrong(typed) || refused
      ? 'error_relay_address'
      : undefined

  const add = async (submit: Event): Promise<void> => {
    submit.preventDefault()
    if (asking.busy) return
    if (address.kind !== 'address' || known) {
      setRefused(!known)
      setRefusals(refusals + 1)
      return
    }
    const { url } = address
    announce(text('settings_trying'))
    if (await asking.run(() => request('addRelay', { cart: cart.id, url }))) {
      setTyped('')
      announce(text('settings_added', relayName(url)))
    } else setRefusals(refusals + 1)
  }
  return {
    typed,
    refusals,
    busy: asking.busy,
    problem: wrong ? text(wrong) : asking.problem,
    add,
    setTyped: (value: string) => type(value, setTyped, setRefused, asking),
  }
}

/** What was said of the old text says nothing of the new one. */
function type(
  value: string,
  setTyped: (value: string) => void,
  setRefused: (refused: boolean) => void,
  { forgetProblem }: Request,
): void {
  setTyped(value)
  setRefused(false)
  forgetProblem()
}

function sameRelay(a: string, b: string): boolean {
  return relayName(a) === relayName(b)
}
