import type { JSX } from 'preact'
import { usePopup } from '../popup-context.ts'

/** What happened, for people who do not see it. */
export function LiveRegion(): JSX.Element {
  const { announcement } = usePopup()
  return (
    <div class="spoken" role="status" aria-live="polite">
      {announcement.value}
    </div>
  )
}
