import type { JSX } from 'preact'
import type { CartLine, Totals } from '../../extension/cart/cart-view.ts'
import { totalsOf } from '../../extension/cart/totals.ts'
import { usePopup } from '../popup-context.ts'
import { Amounts } from './amounts.tsx'

/** What the whole cart costs, for each currency, and what is left to buy of it. */
export function TotalsPanel(): JSX.Element | null {
  const { text, cart } = usePopup()
  const lines = cart.lines.value
  if (lines.length === 0) return null
  const total = totalsOf(lines)
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  const anyBought = lines.some(line => line.bought > 0)
  return (
    <section class="totals" aria-label={text('totals_label')}>
      <div class="totals-row">
        <p class="totals-items">
          <span>{text.plural('totals_items', units)}</span>{' '}
          {total.unpriced > 0 && (
            <span class="totals-unpriced">{text.plural('totals_unpriced', total.unpriced)}</span>
          )}
        </p>
        {total.amounts.length > 0 && (
          <span class="totals-sum">
            <span class="totals-word">{text('totals_total')}</span> <Amounts amounts={total.amounts} />
          </span>
        )}
      </div>
      {anyBought && <BoughtRow />}
    </section>
  )
}

const leftToBuy = (line: CartLine): number => line.quantity - line.bought

function BoughtRow(): JSX.Element {
  const { text, cart, actions, attempt } = usePopup()
  const lines = cart.lines.value
  const left = totalsOf(lines, leftToBuy)
  const clearable = lines.some(line => line.bought === line.quantity)
  return (
    <div class="totals-row totals-bought">
      <span class="totals-left">
        {text('totals_left')} <LeftToBuy amounts={left.amounts} unpriced={left.unpriced} />
      </span>
      {clearable && (
        <button type="button" class="button-quiet" onClick={() => void attempt(actions.clearBought)}>
          {text('totals_clear')}
        </button>
      )}
    </div>
  )
}

function LeftToBuy({ amounts, unpriced }: Totals): JSX.Element {
  const { text } = usePopup()
  if (amounts.length > 0) return <Amounts amounts={amounts} />
  return <span>{unpriced > 0 ? text.plural('totals_items', unpriced) : text('totals_nothing')}</span>
}
