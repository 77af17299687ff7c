import type { JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useFocus } from '../../ui/parts/controls.tsx'
import { useSettings } from '../settings-context.ts'

interface QuestionProps {
  readonly words: string
  /** Words of the button that does it. */
  readonly confirm: string
  readonly busy: boolean
  readonly problem: string | undefined
  onConfirm(): void
  onCancel(): void
}

/** Asks once more, in its place on the page. Escape is no; the focus then returns to where it was. */
export function Question({ words, confirm, busy, problem, onConfirm, onCancel }: QuestionProps): JSX.Element {
  const { text } = useSettings()
  const id = useId()
  const root = useReturningFocus()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own layout.
    <div
      ref={root}
      class="question"
      role="group"
      aria-labelledby={id}
      onKeyDown={event => event.key === 'Escape' && onCancel()}
    >
      <p id={id}>{words}</p>
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="form-actions">
        <button type="button" class="button-quiet" onClick={onCancel}>
          {text('cancel')}
        </button>
        <button
          type="button"
          class="button-soft"
          aria-describedby={id}
          aria-disabled={busy}
          ref={useFocus()}
          onClick={onConfirm}
        >
          {confirm}
        </button>
      </div>
    </div>
  )
}

function useReturningFocus() {
  const root = useRef<HTMLDivElement>(null)
  // Asked while rendering: a button inside takes the focus before this component's own effect.
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    const element = root.current
    return () => {
      if (element?.contains(document.activeElement) && before instanceof HTMLElement) before.focus()
    }
  }, [])
  return root
}
