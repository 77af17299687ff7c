import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { RemovedLine } from '../../extension/messages/popup-surface.ts'
import { usePopup } from '../popup-context.ts'
import type { Text } from '../text/text.ts'

/** Offers to put back what was removed in the last seconds. */
export function UndoBar(): JSX.Element | null {
  const { undo, actions, text, attempt, announce } = usePopup()
  const offer = undo.offer.value
  const words = offer.length > 0 ? removalText(offer, text) : ''
  useEffect(() => {
    if (words) announce(words)
  }, [words])
  if (!words) return null
  const putBack = async (): Promise<void> => {
    if (await attempt(actions.undo)) announce(text('undone'))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own layout.
    <div
      class="undo-bar"
      role="group"
      aria-label={text('undo')}
      onMouseEnter={undo.hold}
      onMouseLeave={undo.release}
      onFocusIn={undo.hold}
      onFocusOut={undo.release}
    >
      <p dir="auto">{words}</p>
      <button type="button" class="button-inverse" onClick={() => void putBack()}>
        {text('undo')}
      </button>
    </div>
  )
}

function removalText(removed: readonly RemovedLine[], text: Text): string {
  const [only, ...more] = removed
  if (only && more.length === 0) return text('removed_line', only.product.title)
  return text.plural('removed_lines', removed.length)
}
