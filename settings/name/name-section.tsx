import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Field } from '../../ui/parts/controls.tsx'
import { useSettings } from '../settings-context.ts'
import { useRequest } from '../state/use-request.ts'

/** How the person is called, in every cart of this device. */
export function NameSection(): JSX.Element {
  const { text } = useSettings()
  return (
    <section class="settings-section" aria-label={text('name_heading_change')}>
      <h2>{text('name_heading_change')}</h2>
      <p class="settings-lead">{text('name_text')}</p>
      <NameForm />
    </section>
  )
}

function NameForm(): JSX.Element {
  const { text } = useSettings()
  const { typed, setTyped, saved, problem, busy, save } = useName()
  return (
    <form class="settings-form" noValidate onSubmit={event => void save(event)}>
      <Field label={text('name_label')} value={typed} maxLength={60} problem={problem} onInput={setTyped} />
      <button type="submit" class="button-primary" aria-disabled={busy}>
        {text('save')}
      </button>
      {saved && <p class="settings-done">{text('settings_name_saved')}</p>}
    </form>
  )
}

/** The field follows the name that is known until something else is typed. */
function useName() {
  const { text, event, request, announce } = useSettings()
  const known = event.value?.person ?? ''
  const [changed, setChanged] = useState<string>()
  const [missing, setMissing] = useState(false)
  const [saved, setSaved] = useState(false)
  const { busy, problem, run } = useRequest()
  const typed = changed ?? known
  // What was typed is the name that is known now: from here on the field follows it again.
  useEffect(() => {
    if (saved && changed?.trim() === known) setChanged(undefined)
  }, [saved, known])

  const save = async (submit: Event): Promise<void> => {
    submit.preventDefault()
    const person = typed.trim()
    setMissing(person === '')
    if (person === '') return
    if (!(await run(() => request('setPerson', { person })))) return
    setSaved(true)
    announce(text('settings_name_saved'))
  }
  return {
    typed,
    saved,
    busy,
    save,
    problem: missing ? text('name_missing') : problem,
    setTyped(value: string) {
      setChanged(value)
      setMissing(false)
      setSaved(false)
    },
  }
}
