import type { JSX } from 'preact'
import { usePopup } from '../popup-context.ts'
import { isCutOff, isUntouched } from '../status/untouched.ts'
import { EmptyIllustration } from './empty-illustration.tsx'

/** An invitation rather than an emptiness: what to do first, or what is still to come. */
export function EmptyCart(): JSX.Element {
  const { text, place, capture, cart } = usePopup()
  const head = cart.head.value
  const unreached = head !== undefined && isUntouched(head, 0) && isCutOff(head)
  // The card above already offers to add by hand where the page has no product.
  const offersHand = capture.now.value.kind === 'off' || capture.now.value.kind === 'product'
  return (
    <div class="empty">
      <EmptyIllustration />
      <h2>{text(unreached ? 'empty_unreached_title' : 'empty_title')}</h2>
      <p>{text(unreached ? 'empty_unreached_text' : 'empty_text')}</p>
      <div class="empty-actions">
        {offersHand && (
          <button type="button" class="button-soft" onClick={() => place.open({ kind: 'hand' })}>
            {text('empty_by_hand')}
          </button>
        )}
        {!head?.shared && (
          <button type="button" class="button-soft" onClick={() => place.open({ kind: 'join' })}>
            {text('empty_join')}
          </button>
        )}
      </div>
    </div>
  )
}
