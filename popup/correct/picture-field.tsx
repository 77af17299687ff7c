import type { JSX } from 'preact'
import { limits } from '../../extension/limits.ts'
import { Field } from '../../ui/parts/controls.tsx'
import { usePopup } from '../popup-context.ts'
import { PictureChoices } from './found-choices.tsx'

interface PictureFieldProps {
  readonly title: string
  readonly value: string
  /** Addresses that can be taken with a click. */
  readonly found: readonly string[]
  readonly problem: boolean
  onChange(address: string): void
}

/** The picture: one of those that are known, none, or one by its address. */
export function PictureField({ title, value, found, problem, onChange }: PictureFieldProps): JSX.Element {
  const { text } = usePopup()
  return (
    <div class="field picture-field">
      {/* Not what is being typed: each letter would ask another server for a picture. */}
      {found.length > 0 && (
        <PictureChoices addresses={found} chosen={value} title={title} onTake={onChange} />
      )}
      <details open={problem || undefined}>
        <summary>{text('details_picture_else')}</summary>
        <Field
          label={text('details_picture_label')}
          inputMode="url"
          maxLength={limits.url}
          value={value}
          problem={problem ? text('hand_bad_url') : undefined}
          onInput={onChange}
        />
      </details>
    </div>
  )
}
