import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { parseCartLink } from '../../extension/invite/cart-link.ts'
import { limits } from '../../extension/limits.ts'
import { Field } from '../parts/controls.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'
import { describeError, type Problem } from '../text/error-text.ts'

interface PasteLinkProps {
  /** Why the link that was looked up last leads nowhere. */
  readonly problem: Problem | undefined
  onLink(link: string): void
}

/** A field for the link. What is wrong with it is said while it is typed; a whole link is looked up at once. */
export function PasteLink({ problem, onLink }: PasteLinkProps): JSX.Element {
  const { text } = usePopup()
  const draft = useDraft('join', { link: '' })
  const [checked, setChecked] = useState<Problem | undefined>(problem)
  const latest = useRef('')
  const check = async (link: string): Promise<void> => {
    latest.current = link
    const found = link === '' ? undefined : await problemOf(link, error => describeError(error, text))
    if (latest.current !== link) return
    setChecked(found)
    if (found || link === '') return
    draft.forget()
    onLink(link)
  }
  useEffect(() => setChecked(problem), [problem])
  return (
    <form
      class="form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void check(draft.fields.link.trim())
      }}
    >
      <p class="sheet-lead">{text('join_paste_hint')}</p>
      <Field
        label={text('join_paste_label')}
        value={draft.fields.link}
        autoFocus
        inputMode="url"
        maxLength={limits.url}
        problem={checked?.text}
        onInput={value => {
          draft.set('link', value)
          void check(value.trim())
        }}
      />
      {checked?.details && <code>{checked.details}</code>}
      <button type="submit" class="button-primary button-wide">
        {text('join_look')}
      </button>
    </form>
  )
}

async function problemOf(link: string, describe: (error: unknown) => Problem): Promise<Problem | undefined> {
  try {
    await parseCartLink(link)
    return undefined
  } catch (error) {
    return describe(error)
  }
}
