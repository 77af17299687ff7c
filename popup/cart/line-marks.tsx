import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { Spoken } from '../../ui/parts/controls.tsx'
import { Icon } from '../../ui/parts/icon.tsx'
import { usePopup } from '../popup-context.ts'
import { changesOf, type LineChange } from './line-changes.ts'

interface LineMarksProps {
  readonly line: CartLine
  /** They stand beside the price of several. */
  readonly isEach: boolean
}

/** What changed on the line's page, quietly: a sign and a few words each. */
export function LineMarks({ line, isEach }: LineMarksProps): JSX.Element | null {
  const changes = changesOf(line, Date.now())
  if (changes.length === 0) return null
  return (
    <p class="changes">
      {changes.map(change => (
        <Mark key={change.kind} change={change} isEach={isEach} />
      ))}
    </p>
  )
}

interface MarkProps {
  readonly change: LineChange
  readonly isEach: boolean
}

function Mark({ change, isEach }: MarkProps): JSX.Element {
  const { text } = usePopup()
  const seen = change.at === undefined ? undefined : text('mark_seen', text.date(change.at))
  const price = (before: Parameters<typeof text.money>[0]): string =>
    isEach ? text('line_each', text.money(before)) : text.money(before)
  switch (change.kind) {
    case 'fall':
    case 'rise':
      return (
        <span class={`change change-${change.kind}`} title={seen}>
          <Icon name={change.kind} />
          <Spoken>{text(change.kind === 'fall' ? 'mark_fell' : 'mark_rose')}</Spoken>{' '}
          <bdi>{text('mark_was', price(change.before))}</bdi>
        </span>
      )
    case 'no-price':
      return (
        <span class="change change-gone" title={seen}>
          <Icon name="out" />
          {text('mark_no_price')}
        </span>
      )
    case 'sold-out':
      return (
        <span class="change change-gone" title={seen}>
          <Icon name="out" />
          {text(seen ? 'mark_sold_out' : 'stock_out')}
        </span>
      )
    case 'in-stock':
      return (
        <span class="change change-fall" title={seen}>
          <Icon name="check" />
          {text('mark_in_stock')}
        </span>
      )
  }
}
