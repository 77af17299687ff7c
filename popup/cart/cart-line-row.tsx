import { useComputed } from '@preact/signals'
import type { JSX, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { CartLine, LineKey } from '../../extension/cart/cart-view.ts'
import { focusIsLost } from '../../ui/parts/focus.ts'
import { Picture } from '../parts/picture.tsx'
import { usePopup } from '../popup-context.ts'
import { KeptNotice } from './kept-notice.tsx'
import { LineActions } from './line-actions.tsx'
import { LineMarks } from './line-marks.tsx'
import { LineNote } from './line-note.tsx'
import { useLinePlace } from './line-place.ts'
import { LineTick } from './line-tick.tsx'
import { LineTitle } from './line-title.tsx'

/** One line of the cart. Rendered again only when the line itself changed. */
export function CartLineRow({ line }: { readonly line: CartLine }): JSX.Element {
  return useMemo(() => <Row line={line} />, [line])
}

function Row({ line }: { readonly line: CartLine }): JSX.Element {
  const { flashed } = usePopup()
  const { open } = useLinePlace(line.key)
  const flash = flashed.value === line.key
  const bought = line.bought === line.quantity
  const row = useRef<HTMLLIElement>(null)
  useScrollWhen(flash, line.quantity, row)
  useScrollToForm(open, row)
  useFocusAfter(open !== undefined, row)
  useFocusHandedOn(line.key, row)
  return (
    <li class={`line ${bought ? 'line-bought' : ''} ${flash ? 'line-flash' : ''}`} ref={row}>
      <LineTick line={line} />
      <Picture address={line.product.image} title={line.product.title} />
      <div class="line-body">
        <LineTitle line={line} />
        <LineMarks line={line} isEach={line.quantity > 1} />
        <LineNote line={line} />
        <LineActions line={line} />
        {line.keptAfterRemove && <KeptNotice line={line} />}
      </div>
    </li>
  )
}

/** Brings the line into view when it was just added to. */
function useScrollWhen(flash: boolean, quantity: number, row: RefObject<HTMLElement>): void {
  useEffect(() => {
    if (!flash) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    row.current?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' })
  }, [flash, quantity])
}

/** Brings the whole form into view that was opened in the line: the focus alone shows only its first field. */
function useScrollToForm(open: string | undefined, row: RefObject<HTMLElement>): void {
  useEffect(() => {
    if (open) row.current?.querySelector('.note-editor')?.scrollIntoView({ block: 'nearest' })
  }, [open])
}

/** Keeps the keyboard focus in the line when its form, which had it, is gone. */
function useFocusAfter(editing: boolean, row: RefObject<HTMLElement>): void {
  const before = useRef(editing)
  useEffect(() => {
    const ended = before.current && !editing
    before.current = editing
    if (ended && focusIsLost()) {
      row.current?.querySelector<HTMLElement>('.line-tools button')?.focus()
    }
  }, [editing])
}

/** A line that goes with the keyboard focus in it takes it again when it comes back (after Undo, or a failed removal). */
function useFocusHandedOn(key: LineKey, row: RefObject<HTMLElement>): void {
  const { awaited, awaitLine } = usePopup()
  const isAwaited = useComputed(() => awaited.value === key).value
  useEffect(() => {
    if (!isAwaited) return
    awaitLine(undefined)
    if (focusIsLost()) row.current?.querySelector<HTMLElement>('input, button')?.focus()
  }, [isAwaited])
  useLayoutEffect(() => {
    const element = row.current
    return () => {
      if (element?.contains(document.activeElement)) awaitLine(key)
    }
  }, [])
}
