import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { IconButton } from '../../ui/parts/controls.tsx'
import { focusIsLost } from '../../ui/parts/focus.ts'
import { usePopup } from '../popup-context.ts'

interface SheetProps {
  readonly heading: string
  readonly class?: string
  readonly children: ComponentChildren
}

/** A page over the cart. Escape and the back button close it, and the focus returns to where it was. */
export function Sheet({ heading, children, ...rest }: SheetProps): JSX.Element {
  const { place, text } = usePopup()
  const id = useId()
  const title = useReturningFocus<HTMLHeadingElement>()
  useEscape(place.close)
  useEffect(() => {
    // What had the focus may have made room for "Looking up the cart…".
    if (focusIsLost()) title.current?.focus()
  })
  return (
    <section class={`sheet ${rest.class ?? ''}`} role="dialog" aria-modal="true" aria-labelledby={id}>
      <header class="sheet-head">
        <IconButton icon="back" label={text('back')} onClick={place.close} />
        <h2 id={id} tabIndex={-1} ref={title}>
          {heading}
        </h2>
      </header>
      <div class="sheet-body">{children}</div>
    </section>
  )
}

/** Closes on Escape wherever the focus is, also nowhere: else the browser would close the whole popup. */
function useEscape(close: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      close()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Focuses the heading unless a field inside took the focus; gives it back to who had it, or to the page if that is gone. */
function useReturningFocus<E extends HTMLElement>() {
  const ref = useRef<E>(null)
  // Asked while rendering: a field inside takes the focus before this component's own effect.
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    const sheet = ref.current?.closest('[role=dialog]')
    if (!sheet?.contains(document.activeElement)) ref.current?.focus()
    return () => {
      const lasting = before instanceof HTMLElement && before.isConnected && before !== document.body
      const target = lasting ? before : document.querySelector<HTMLElement>('.page button')
      target?.focus()
    }
  }, [])
  return ref
}
