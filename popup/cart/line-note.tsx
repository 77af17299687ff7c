import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { limits } from '../../extension/limits.ts'
import { useFocus } from '../../ui/parts/controls.tsx'
import { Icon } from '../../ui/parts/icon.tsx'
import { personOf } from '../parts/people.ts'
import { useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'
import { useLinePlace } from './line-place.ts'

/** The line's note: a click makes it a field. Notes that others wrote at the same time stay readable below. */
export function LineNote({ line }: { readonly line: CartLine }): JSX.Element | null {
  const { text, cart } = usePopup()
  const place = useLinePlace(line.key)
  if (place.open === 'note') return <NoteEditor line={line} />
  if (!line.note && line.otherNotes.length === 0) return null
  return (
    <div class="note">
      {line.note && (
        <button
          type="button"
          class="note-text"
          aria-label={text('note_edit', line.note.value)}
          onClick={() => place.show('note')}
        >
          <Icon name="note" />
          <span dir="auto">{line.note.value}</span>
        </button>
      )}
      {line.otherNotes.map(note => (
        <p key={`${note.device} ${note.at}`} class="note-other" dir="auto">
          {text('note_also', personOf(cart.head.value, note.device, text).name, note.value)}
        </p>
      ))}
    </div>
  )
}

function NoteEditor({ line }: { readonly line: CartLine }): JSX.Element {
  const { text, place, actions, attempt } = usePopup()
  const draft = useDraft(useLinePlace(line.key).draftKey('note'), { note: line.note?.value ?? '' })
  const close = (): void => {
    draft.forget()
    place.close()
  }
  const save = async (): Promise<void> => {
    const value = draft.fields.note.trim()
    const same = value === (line.note?.value ?? '')
    if (same || (await attempt(() => actions.edit(line.key, { field: 'note', value })))) close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.key === 'Escape' ? close : event.key === 'Enter' && !event.shiftKey ? save : undefined
    if (!act) return
    event.preventDefault()
    void act()
  }
  return (
    <div class="note-editor">
      <textarea
        class="text-input"
        ref={useFocus()}
        dir="auto"
        rows={2}
        aria-label={text('note_label', line.product.title)}
        placeholder={text('note_placeholder')}
        maxLength={limits.note}
        value={draft.fields.note}
        onInput={event => draft.set('note', event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="form-actions">
        <button type="button" class="button-quiet" onClick={close}>
          {text('cancel')}
        </button>
        <button type="button" class="button-soft" onClick={() => void save()}>
          {text('save')}
        </button>
      </div>
    </div>
  )
}
