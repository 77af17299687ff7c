import type { JSX } from 'preact'
import { IconButton } from '../../ui/parts/controls.tsx'
import { Icon } from '../../ui/parts/icon.tsx'
import { usePopup } from '../popup-context.ts'

/** What just went wrong; stays until it is dismissed. */
export function ErrorBanner(): JSX.Element | null {
  const { problem, text, dismissProblem } = usePopup()
  if (!problem.value) return null
  return (
    <div class="banner" role="alert">
      <Icon name="alert" />
      <div class="banner-words">
        <p>{problem.value.text}</p>
        {problem.value.details && (
          <details>
            <summary>{text('error_details')}</summary>
            <code>{problem.value.details}</code>
          </details>
        )}
      </div>
      <IconButton icon="close" label={text('error_dismiss')} onClick={dismissProblem} />
    </div>
  )
}
