import type { JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { CartHead } from '../../extension/messages/popup-surface.ts'
import { useFocus } from '../../ui/parts/controls.tsx'
import { useFirstProblem } from '../../ui/parts/focus.ts'
import { useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'

interface RenameFieldProps {
  readonly head: CartHead
  /** What the cart is called, with or without a name of its own. */
  readonly called: string
}

/** The cart's name as a field in its heading. */
export function RenameField({ head, called }: RenameFieldProps): JSX.Element {
  const { text } = usePopup()
  const id = useId()
  const { draft, refusals, rename, close } = useRename(head)
  const missing = refusals > 0 && draft.fields.name.trim() === ''
  const form = useFocusToHeader()
  useFirstProblem(form, refusals)
  return (
    <form
      ref={form}
      class="rename"
      onSubmit={event => void rename(event)}
      onKeyDown={event => closeOnEscape(event, close)}
    >
      <input
        class="text-input"
        ref={useFocus()}
        dir="auto"
        autocomplete="off"
        aria-label={text('cart_name_label')}
        aria-invalid={missing}
        aria-describedby={missing ? id : undefined}
        placeholder={called}
        value={draft.fields.name}
        maxLength={60}
        onInput={event => draft.set('name', event.currentTarget.value)}
      />
      <button type="button" class="button-quiet" onClick={close}>
        {text('cancel')}
      </button>
      <button type="submit" class="button-soft">
        {text('save')}
      </button>
      {missing && (
        <p id={id} class="field-problem" role="alert">
          {text('cart_name_missing')}
        </p>
      )}
    </form>
  )
}

function useRename(head: CartHead) {
  const { place, surroundings, attempt } = usePopup()
  const [refusals, setRefusals] = useState(0)
  const draft = useDraft(`rename:${head.id}`, { name: head.name ?? '' })
  const close = (): void => {
    draft.forget()
    place.close()
  }
  const rename = async (event: Event): Promise<void> => {
    event.preventDefault()
    const name = draft.fields.name.trim()
    if (name === '') {
      setRefusals(refusals + 1)
      return
    }
    const same = name === head.name
    if (same || (await attempt(() => surroundings.client.request('renameCart', { name })))) close()
  }
  return { draft, refusals, rename, close }
}

/** The form goes with the focus in it: the button of the menu, where it was opened, takes it. */
function useFocusToHeader() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const element = form.current
    const button = element?.parentElement?.querySelector<HTMLElement>('.menu button')
    return () => {
      if (element?.contains(document.activeElement)) button?.focus()
    }
  }, [])
  return form
}

function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return
  event.preventDefault()
  close()
}
