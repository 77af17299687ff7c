import type { JSX, RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../ui/parts/icon.tsx'
import { usePopup } from '../popup-context.ts'

/** Everything that is not needed at every visit: a button that discloses a list of buttons. */
export function Menu(): JSX.Element {
  const { text } = usePopup()
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  useClosing(root, open, () => setOpen(false))
  const done = (): void => {
    setOpen(false)
    // The item is gone by the time that the focus is to return to it.
    root.current?.querySelector('button')?.focus()
  }
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="icon-button"
        aria-label={text('menu_label')}
        title={text('menu_label')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && <MenuItems onDone={done} />}
    </div>
  )
}

function MenuItems({ onDone }: { onDone(): void }): JSX.Element {
  const { text, place, cart, surroundings, attempt } = usePopup()
  const item = (label: string, act: () => void): JSX.Element => (
    <li>
      <button
        type="button"
        onClick={() => {
          onDone()
          act()
        }}
      >
        {label}
      </button>
    </li>
  )
  return (
    <ul class="menu-items">
      {item(text('menu_by_hand'), () => place.open({ kind: 'hand' }))}
      {item(text('menu_join'), () => place.open({ kind: 'join' }))}
      {item(text('menu_rename'), () => cart.id.value && place.open({ kind: 'rename', cart: cart.id.value }))}
      {item(text('menu_person'), () => place.open({ kind: 'person' }))}
      {item(text('menu_settings'), () => void attempt(surroundings.openSettings))}
      <li>
        <a href={surroundings.ownPage} target="_blank" rel="noopener" onClick={onDone}>
          {text('menu_open_tab')}
        </a>
      </li>
    </ul>
  )
}

/** Closes on Escape (giving the focus back to the button) and on a click or a focus elsewhere. */
function useClosing(root: RefObject<HTMLElement>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      close()
      root.current?.querySelector('button')?.focus()
    }
    const onElsewhere = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) close()
    }
    const lifetime = new AbortController()
    document.addEventListener('keydown', onKey, { signal: lifetime.signal })
    document.addEventListener('pointerdown', onElsewhere, { signal: lifetime.signal })
    document.addEventListener('focusin', onElsewhere, { signal: lifetime.signal })
    return () => lifetime.abort()
  }, [open])
}
