import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { Icon } from '../../ui/parts/icon.tsx'
import { usePopup } from '../popup-context.ts'

/** The tick for "bought". Half a tick when only some of the units are; ticking then covers them all. */
export function LineTick({ line }: { readonly line: CartLine }): JSX.Element {
  const { text, actions, attempt } = usePopup()
  const all = line.bought === line.quantity
  const some = line.bought > 0 && !all
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = some
  }, [some])
  return (
    <label class="tick">
      <input
        ref={box}
        type="checkbox"
        checked={all}
        aria-label={text('line_bought', line.product.title)}
        onChange={event => void attempt(() => actions.tick(line, event.currentTarget.checked))}
      />
      <span class="tick-face">
        <Icon name={some ? 'minus' : 'check'} />
      </span>
    </label>
  )
}
