import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Field } from '../../ui/parts/controls.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'

interface NameFormProps {
  /** Words of the button. */
  readonly action: string
  readonly busy?: boolean
  /** Resolves to whether the name was taken. */
  onName(person: string): Promise<boolean>
}

/** Asks what the person wants to be called; starts with the name that is known. */
export function NameForm({ action, busy = false, onName }: NameFormProps): JSX.Element {
  const { text, cart } = usePopup()
  const [tried, setTried] = useState(false)
  const draft = useDraft('person', { person: cart.head.value?.person ?? '' })
  const person = draft.fields.person.trim()
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (person === '' || busy) return
    if (await onName(person)) draft.forget()
  }
  return (
    <form class="form" noValidate onSubmit={event => void send(event)}>
      <Field
        label={text('name_label')}
        value={draft.fields.person}
        autoFocus
        maxLength={60}
        problem={tried && person === '' ? text('name_missing') : undefined}
        onInput={value => draft.set('person', value)}
      />
      <button type="submit" class="button-primary button-wide" aria-disabled={busy}>
        {action}
      </button>
    </form>
  )
}
