import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { parseCartLink } from '../../extension/invite/cart-link.ts'
import { limits } from '../../extension/limits.ts'
import { UserError, type UserErrorCode } from '../../extension/user-error.ts'
import { Field } from '../../ui/parts/controls.tsx'
import { describeError, type Problem } from '../../ui/text/error-text.ts'
import { useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'

/** A link that was looked up, and why it leads nowhere. */
export interface Refused {
  readonly link: string
  readonly problem: Problem
}

const pasted: ReadonlySet<string> = new Set(['insertFromPaste', 'insertFromDrop'])

interface PasteLinkProps {
  readonly refused: Refused | undefined
  onLink(link: string): void
}

/** A field for the link. A whole link is looked up at once; what is wrong with one is said once it was pasted, sent or left. */
export function PasteLink({ refused, onLink }: PasteLinkProps): JSX.Element {
  const { text } = usePopup()
  const draft = useDraft('join', { link: refused?.link ?? '' }, { recall: refused === undefined })
  const { problem, check } = useChecked(refused, link => {
    draft.forget()
    onLink(link)
  })
  const link = draft.fields.link.trim()
  return (
    <form
      class="form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void check(link, 'say')
      }}
      onFocusOut={event => {
        // Not on the way to the button: it sends the form, and must not move away under the pointer.
        if (!isInside(event.relatedTarget, event.currentTarget) && problem === undefined)
          void check(link, 'say')
      }}
    >
      <p class="sheet-lead">{text('join_paste_hint')}</p>
      <Field
        label={text('join_paste_label')}
        value={draft.fields.link}
        autoFocus
        inputMode="url"
        maxLength={limits.url}
        problem={problem?.text}
        onInput={(value, inputType) => {
          draft.set('link', value)
          void check(value.trim(), pasted.has(inputType) ? 'say' : 'wait')
        }}
      />
      {problem?.details && <code>{problem.details}</code>}
      <button type="submit" class="button-primary button-wide">
        {text('join_look')}
      </button>
    </form>
  )
}

/** Hands a good link to `onWhole`; of another one it says the problem, or waits for the rest of it. */
function useChecked(refused: Refused | undefined, onWhole: (link: string) => void) {
  const { text } = usePopup()
  const [problem, setProblem] = useState(refused?.problem)
  const checks = useRef(0)
  // The answer may be there before "Looking up" was drawn, and the field is then still the same.
  useEffect(() => setProblem(refused?.problem), [refused])
  const gone = useRef(false)
  useEffect(
    () => () => {
      gone.current = true
    },
    [],
  )
  const check = async (link: string, otherwise: 'say' | 'wait'): Promise<void> => {
    const turn = ++checks.current
    const found = link === '' ? undefined : await problemOf(link, error => describeError(error, text))
    if (turn !== checks.current || gone.current) return
    setProblem(otherwise === 'say' || found?.whole ? found?.problem : undefined)
    if (!found && link !== '') onWhole(link)
  }
  return { problem, check }
}

function isInside(target: EventTarget | null, element: Element): boolean {
  return target instanceof Node && element.contains(target)
}

// A longer link would not have these problems: there is nothing to wait for.
const ofWholeLinks: ReadonlySet<string> = new Set<UserErrorCode>(['link-damaged', 'link-version'])

async function problemOf(link: string, describe: (error: unknown) => Problem) {
  try {
    await parseCartLink(link)
    return undefined
  } catch (error) {
    return { problem: describe(error), whole: error instanceof UserError && ofWholeLinks.has(error.code) }
  }
}
