import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PopupResult } from '../../extension/messages/popup-surface.ts'
import { describeError, type Problem } from '../../ui/text/error-text.ts'
import { Sheet } from '../frame/sheet.tsx'
import { usePopup } from '../popup-context.ts'
import { AlreadyJoined } from './already-joined.tsx'
import { JoinQuestion } from './join-question.tsx'
import { PasteLink, type Refused } from './paste-link.tsx'

/** `paste` -> `looking` -> `question`, or `paste` again with the link and its problem; a tab's own link starts at `looking`. */
type Joining =
  | { readonly kind: 'paste'; readonly refused?: Refused }
  | { readonly kind: 'looking' }
  | { readonly kind: 'question'; readonly link: string; readonly preview: PopupResult<'previewLink'> }

/** Joins the cart behind a link: nothing is joined before the person says so. */
export function JoinSheet({ link: given }: { readonly link?: string }): JSX.Element {
  const { text, surroundings } = usePopup()
  const [joining, setJoining] = useState<Joining>(given ? { kind: 'looking' } : { kind: 'paste' })
  const asked = useRef('')
  const look = async (link: string): Promise<void> => {
    asked.current = link
    setJoining({ kind: 'looking' })
    const next = await lookUp(
      () => surroundings.client.request('previewLink', { link }),
      link,
      error => describeError(error, text),
    )
    if (asked.current === link) setJoining(next)
  }
  useEffect(() => {
    if (given) void look(given)
    return () => {
      asked.current = ''
    }
  }, [given])
  return (
    <Sheet heading={text('join_heading')}>
      {joining.kind === 'paste' && <PasteLink refused={joining.refused} onLink={link => void look(link)} />}
      {joining.kind === 'looking' && <p class="sheet-wait">{text('join_looking')}</p>}
      {joining.kind === 'question' && <Question {...joining} />}
    </Sheet>
  )
}

async function lookUp(
  ask: () => Promise<PopupResult<'previewLink'>>,
  link: string,
  describe: (error: unknown) => Problem,
): Promise<Joining> {
  try {
    return { kind: 'question', link, preview: await ask() }
  } catch (error) {
    return { kind: 'paste', refused: { link, problem: describe(error) } }
  }
}

function Question({ link, preview }: Extract<Joining, { kind: 'question' }>): JSX.Element {
  if (preview.joined) return <AlreadyJoined cart={preview.joined} name={preview.name} />
  return <JoinQuestion link={link} preview={preview} />
}
