import type { JSX } from 'preact'
import { Icon } from '../../ui/parts/icon.tsx'
import type { Problem } from '../../ui/text/error-text.ts'
import { usePopup } from '../popup-context.ts'

interface NothingFoundProps {
  readonly words: string
  readonly hint: string
  readonly title?: string | undefined
  readonly url?: string | undefined
  /** Reading failed, so that trying again may help. */
  readonly problem?: Problem
}

/** One friendly line, and the way to add the page all the same. */
export function NothingFound({ words, hint, title, url, problem }: NothingFoundProps): JSX.Element {
  const { text, place, attempt, readPage } = usePopup()
  const byHand = (): void => place.open({ kind: 'hand', ...(title && { title }), ...(url && { url }) })
  return (
    <div class="nothing">
      <div class="nothing-words">
        <p class="nothing-main">{words}</p>
        <p class="nothing-hint">{hint}</p>
        {problem?.details && (
          <details>
            <summary>{text('error_details')}</summary>
            <code>{problem.details}</code>
          </details>
        )}
      </div>
      {problem && (
        <button type="button" class="button-soft" onClick={() => void attempt(readPage)}>
          {text('try_again')}
        </button>
      )}
      <button type="button" class="button-soft" onClick={byHand}>
        <Icon name="plus" />
        {text('menu_by_hand')}
      </button>
    </div>
  )
}
