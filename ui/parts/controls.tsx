import type { ComponentChildren, JSX } from 'preact'
import { useCallback, useEffect, useId, useRef } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'

interface IconButtonProps {
  readonly icon: IconName
  readonly label: string
  readonly class?: string
  readonly disabled?: boolean
  onClick(): void
}

/** A button that is only a picture; `label` is its name and its tooltip. */
export function IconButton({ icon, label, onClick, ...rest }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={`icon-button ${rest.class ?? ''}`}
      aria-label={label}
      title={label}
      disabled={rest.disabled ?? false}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly problem?: string | undefined
  readonly hint?: string
  readonly placeholder?: string
  readonly maxLength?: number
  readonly inputMode?: 'decimal' | 'numeric' | 'url' | 'text'
  readonly autoFocus?: boolean
  readonly class?: string
  /** `inputType` as in InputEvent: how the value came about. */
  onInput(value: string, inputType: string): void
}

/** A labelled line of text; `problem` says in words what is wrong with it. */
export function Field({ label, value, problem, hint, autoFocus, onInput, ...rest }: FieldProps): JSX.Element {
  const id = useId()
  const said = problem ?? hint
  return (
    <div class={`field ${rest.class ?? ''}`}>
      <label for={id}>{label}</label>
      <input
        id={id}
        dir="auto"
        autocomplete="off"
        value={value}
        placeholder={rest.placeholder}
        maxLength={rest.maxLength}
        inputMode={rest.inputMode}
        ref={useFocus(autoFocus ?? false)}
        aria-invalid={problem !== undefined}
        aria-describedby={said ? `${id}-said` : undefined}
        onInput={event => onInput(event.currentTarget.value, event.inputType)}
      />
      {said && (
        <p
          id={`${id}-said`}
          class={problem ? 'field-problem' : 'field-hint'}
          role={problem ? 'alert' : undefined}
        >
          {said}
        </p>
      )}
    </div>
  )
}

/** Takes the keyboard focus once, when the element appears. */
export function useFocus(wanted = true): (element: HTMLElement | null) => void {
  const ref = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (wanted) ref.current?.focus()
  }, [])
  return useCallback(element => {
    ref.current = element
  }, [])
}

/** Words for screen readers alone. */
export function Spoken({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <span class="spoken">{children}</span>
}
