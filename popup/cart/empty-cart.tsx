import type { JSX } from 'preact'
import { usePopup } from '../popup-context.ts'
import { EmptyIllustration } from './empty-illustration.tsx'

/** An invitation rather than an emptiness: what to do first. */
export function EmptyCart(): JSX.Element {
  const { text, place, capture } = usePopup()
  // The card above already offers to add by hand where the page has no product.
  const offersHand = capture.now.value.kind === 'off' || capture.now.value.kind === 'product'
  return (
    <div class="empty">
      <EmptyIllustration />
      <h2>{text('empty_title')}</h2>
      <p>{text('empty_text')}</p>
      <div class="empty-actions">
        {offersHand && (
          <button type="button" class="button-soft" onClick={() => place.open({ kind: 'hand' })}>
            {text('empty_by_hand')}
          </button>
        )}
        <button type="button" class="button-soft" onClick={() => place.open({ kind: 'join' })}>
          {text('empty_join')}
        </button>
      </div>
    </div>
  )
}
