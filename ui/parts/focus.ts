import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** What had the keyboard focus is gone, and nothing has it now. */
export function focusIsLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Takes the person to the first field of `form` that has a problem, each time that `refusals` grows. */
export function useFirstProblem(form: RefObject<HTMLElement>, refusals: number): void {
  useEffect(() => {
    if (refusals === 0) return
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    if (!field) return
    // The field with its label and the words below it; the focus alone would show just the field.
    field.closest('.field')?.scrollIntoView({ block: 'nearest' })
    field.focus({ preventScroll: true })
  }, [refusals])
}
