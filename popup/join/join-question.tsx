import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { PopupResult } from '../../extension/messages/popup-surface.ts'
import { Icon } from '../../ui/parts/icon.tsx'
import { NameForm } from '../person/name-form.tsx'
import { usePopup } from '../popup-context.ts'

interface JoinQuestionProps {
  readonly link: string
  readonly preview: PopupResult<'previewLink'>
}

/** Which cart, with whom, how much is in it; and under which name to join. */
export function JoinQuestion({ link, preview }: JoinQuestionProps): JSX.Element {
  const { text, place, surroundings, attempt, announce } = usePopup()
  const [busy, setBusy] = useState(false)
  const join = async (person: string): Promise<boolean> => {
    setBusy(true)
    const joined = await attempt(async () => {
      await surroundings.consentToShare()
      await surroundings.client.request('join', { link, person })
    })
    setBusy(false)
    if (!joined) return false
    place.close()
    announce(text('join_done'))
    return true
  }
  return (
    <div class="join-question">
      <h3 class="sheet-question" dir="auto">
        {preview.name ? text('join_question', preview.name) : text('join_question_unnamed')}
      </h3>
      {preview.reached ? <Contents preview={preview} /> : <Unreached />}
      <p class="sheet-lead">{text('join_visible')}</p>
      <NameForm action={text(busy ? 'join_joining' : 'join_button')} busy={busy} onName={join} />
    </div>
  )
}

function Contents({ preview }: Pick<JoinQuestionProps, 'preview'>): JSX.Element {
  const { text } = usePopup()
  return (
    <ul class="join-facts">
      {preview.members.length > 0 && (
        <li dir="auto">
          <Icon name="people" />
          {text('join_with', text.list(preview.members))}
        </li>
      )}
      <li>
        <Icon name="note" />
        {preview.lines > 0 ? text.plural('join_lines', preview.lines) : text('join_empty')}
      </li>
    </ul>
  )
}

function Unreached(): JSX.Element {
  const { text } = usePopup()
  return (
    <p class="join-unreached">
      <Icon name="offline" />
      <span>{text('join_unreached')}</span>
    </p>
  )
}
