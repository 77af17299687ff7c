import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SettingsCart } from '../../extension/messages/settings-surface.ts'
import { useSettings } from '../settings-context.ts'
import { useRequest } from '../state/use-request.ts'
import { Question } from './question.tsx'

/** Back to the relays that Common Cart picks. */
export function ResetRelays({ cart }: { readonly cart: SettingsCart }): JSX.Element {
  const { text, request, announce } = useSettings()
  const [asking, setAsking] = useState(false)
  const { busy, problem, run } = useRequest()
  const reset = async (): Promise<void> => {
    announce(text('settings_resetting'))
    if (!(await run(() => request('resetRelays', { cart: cart.id })))) return
    announce(text('settings_reset_done'))
    setAsking(false)
  }
  return (
    <div class="reset">
      <button type="button" class="button-quiet" aria-expanded={asking} onClick={() => setAsking(!asking)}>
        {text('settings_reset')}
      </button>
      {asking && (
        <Question
          words={text('settings_reset_question')}
          confirm={text(busy ? 'settings_resetting' : 'settings_reset_confirm')}
          busy={busy}
          problem={problem}
          onConfirm={() => void reset()}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  )
}
