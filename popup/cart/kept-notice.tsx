import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { usePopup } from '../popup-context.ts'

/** Why a line that somebody removed is still there. */
export function KeptNotice({ line }: { readonly line: CartLine }): JSX.Element {
  const { text, actions, attempt } = usePopup()
  return (
    <div class="kept">
      <p>{text('line_kept')}</p>
      <button
        type="button"
        class="button-quiet"
        onClick={() => void attempt(() => actions.dismissKept(line.key))}
      >
        {text('ok')}
      </button>
    </div>
  )
}
