import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { RemovedLine } from '../../extension/messages/popup-surface.ts'
import { focusIsLost } from '../../ui/parts/focus.ts'
import type { Text } from '../../ui/text/text.ts'
import { usePopup } from '../popup-context.ts'

/** Offers to put back what was removed in the last seconds. */
export function UndoBar(): JSX.Element | null {
  const { undo, actions, text, attempt, announce, awaitLine } = usePopup()
  const button = useRef<HTMLButtonElement>(null)
  const offer = undo.offer.value
  const words = offer.length > 0 ? removalText(offer, text) : ''
  useEffect(() => {
    if (words) announce(words)
  }, [words])
  useEffect(() => {
    if (offer.length > 0 && removalHadFocus()) button.current?.focus()
  }, [offer])
  if (!words) return null
  const putBack = async (): Promise<void> => {
    awaitLine(offer[0]?.key)
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
      onFocusIn={event => keyboardIsOn(event.target) && undo.hold()}
      onFocusOut={undo.release}
    >
      <p dir="auto">{words}</p>
      <button ref={button} type="button" class="button-inverse" onClick={() => void putBack()}>
        {text('undo')}
      </button>
    </div>
  )
}

/** The focus went with a removed line, or is on "Clear bought", which goes at any moment. */
function removalHadFocus(): boolean {
  return focusIsLost() || Boolean(document.activeElement?.closest('.totals'))
}

/** Undo gets the focus also after a click on a line's bin: the offer then still ends by itself. */
function keyboardIsOn(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(':focus-visible')
}

function removalText(removed: readonly RemovedLine[], text: Text): string {
  const [only, ...more] = removed
  if (only && more.length === 0) return text('removed_line', only.product.title)
  return text.plural('removed_lines', removed.length)
}
