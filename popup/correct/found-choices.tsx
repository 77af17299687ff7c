import type { JSX } from 'preact'
import { Picture } from '../parts/picture.tsx'
import { usePopup } from '../popup-context.ts'
import { type FoundValue, isTaken } from './found-values.ts'
import type { ProductFields } from './product-fields.ts'
import { sourceWords } from './source-words.ts'

interface FoundChoicesProps {
  /** The field's label. */
  readonly of: string
  readonly found: readonly FoundValue[]
  readonly form: ProductFields
  onTake(fields: FoundValue['fields']): void
}

/** What else the page says of a field: one click takes it. */
export function FoundChoices({ of, found, form, onTake }: FoundChoicesProps): JSX.Element | null {
  const { text } = usePopup()
  if (found.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own layout.
    <div class="choices" role="group" aria-label={text('correct_choices', of)}>
      {found.map(value => (
        <button
          key={value.words}
          type="button"
          class="choice"
          dir="auto"
          aria-pressed={isTaken(value, form)}
          title={text(sourceWords[value.source])}
          onClick={() => onTake(value.fields)}
        >
          {value.words}
        </button>
      ))}
    </div>
  )
}

interface PictureChoicesProps {
  readonly addresses: readonly string[]
  readonly chosen: string
  readonly title: string
  onTake(address: string): void
}

/** The pictures that there are to take, and none. */
export function PictureChoices({ addresses, chosen, title, onTake }: PictureChoicesProps): JSX.Element {
  const { text } = usePopup()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own layout.
    <div class="choices" role="group" aria-label={text('correct_pictures')}>
      {addresses.map((address, at) => (
        <button
          key={address}
          type="button"
          class="choice-picture"
          aria-pressed={address === chosen}
          aria-label={text('correct_picture', text.number(at + 1))}
          onClick={() => onTake(address)}
        >
          <Picture address={address} title={title} />
        </button>
      ))}
      <button
        type="button"
        class="choice-picture choice-none"
        aria-pressed={chosen === ''}
        onClick={() => onTake('')}
      >
        {text('correct_no_picture')}
      </button>
    </div>
  )
}
