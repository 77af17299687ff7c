import type { JSX } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { Picture } from '../parts/picture.tsx'
import { usePopup } from '../popup-context.ts'
import { KeptNotice } from './kept-notice.tsx'
import { LineActions } from './line-actions.tsx'
import { LineDetails } from './line-details.tsx'
import { LineNote } from './line-note.tsx'
import { LineTick } from './line-tick.tsx'
import { LineTitle } from './line-title.tsx'

/** One line of the cart. Rendered again only when the line itself changed. */
export function CartLineRow({ line }: { readonly line: CartLine }): JSX.Element {
  return useMemo(() => <Row line={line} />, [line])
}

function Row({ line }: { readonly line: CartLine }): JSX.Element {
  const { place, flashed } = usePopup()
  const now = place.now.value
  const editing = now.kind === 'details' && now.key === line.key
  const flash = flashed.value === line.key
  const bought = line.bought === line.quantity
  return (
    <li
      class={`line ${bought ? 'line-bought' : ''} ${flash ? 'line-flash' : ''}`}
      ref={useScrollWhen(flash, line)}
    >
      <LineTick line={line} />
      <Picture address={line.product.image} title={line.product.title} />
      <div class="line-body">
        {editing ? (
          <LineDetails line={line} />
        ) : (
          <>
            <LineTitle line={line} />
            <LineNote line={line} />
            <LineActions line={line} />
          </>
        )}
        {line.keptAfterRemove && <KeptNotice line={line} />}
      </div>
    </li>
  )
}

/** Brings the line into view when it was just added to. */
function useScrollWhen(flash: boolean, line: CartLine) {
  const ref = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!flash) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    ref.current?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' })
  }, [flash, line.quantity])
  return ref
}
