import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { CorrectedField, Corrections } from '../../extension/cart/corrections.ts'
import { personOf } from '../parts/people.ts'
import { usePopup } from '../popup-context.ts'

interface CorrectionNoteProps {
  readonly field: CorrectedField
  readonly label: string
  readonly corrections: Corrections | undefined
  /** What the page says of it, where that is known. */
  readonly said: string | undefined
  /** Takes the correction back; resolves to whether that went well. */
  onAsRead(field: CorrectedField): Promise<boolean>
}

/** Who corrected a field, and the way back to what the page says. */
export function CorrectionNote(props: CorrectionNoteProps): JSX.Element | null {
  const { text, cart } = usePopup()
  const note = useRef<HTMLParagraphElement>(null)
  const correction = props.corrections?.[props.field]
  if (!correction) return null
  const head = cart.head.value
  const isOwn = correction.device === head?.device
  const asRead = async (): Promise<void> => {
    const field = note.current?.closest('.correctable')?.querySelector<HTMLElement>('input, button')
    // The button goes with the note: the field that it was about is where the person goes on.
    if (await props.onAsRead(props.field)) field?.focus()
  }
  return (
    <p class="correction" ref={note}>
      <span>
        {isOwn
          ? text('correct_by_you')
          : text('correct_by', personOf(head, correction.device, text).name, text.date(correction.at))}
        {props.said !== undefined && (
          <>
            {' '}
            <bdi>{text('correct_said', props.said)}</bdi>
          </>
        )}
      </span>
      <button
        type="button"
        class="button-quiet"
        aria-label={text('correct_as_read_of', props.label)}
        onClick={() => void asRead()}
      >
        {text('correct_as_read')}
      </button>
    </p>
  )
}
