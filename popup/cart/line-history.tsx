import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { type DatedSighting, sightingOf } from '../../extension/cart/sighting.ts'
import { Spoken } from '../../ui/parts/controls.tsx'
import { Icon } from '../../ui/parts/icon.tsx'
import { stockWords } from '../correct/stock-field.tsx'
import { usePopup } from '../popup-context.ts'
import { compareMoney } from './line-changes.ts'

// What is older is one click further.
const shownAtFirst = 5

/** What the line's page said over time, newest first. Nothing for what was typed by hand: no page says anything of it. */
export function LineHistory({ line }: { readonly line: CartLine }): JSX.Element | null {
  const { text } = usePopup()
  if (!line.product.shop) return null
  const history = line.history ?? [{ ...sightingOf(line.product), at: line.addedAt }]
  const steps = history.map((sighting, at) => ({ sighting, before: history[at - 1] })).reverse()
  const older = steps.slice(shownAtFirst)
  return (
    <section class="history" aria-label={text('history_heading')}>
      <h3>{text('history_heading')}</h3>
      <Steps steps={steps.slice(0, shownAtFirst)} />
      {older.length > 0 && (
        <details>
          <summary>{text('history_older')}</summary>
          <Steps steps={older} />
        </details>
      )}
    </section>
  )
}

interface Step {
  readonly sighting: DatedSighting
  /** What the page said before; absent for the first. */
  readonly before: DatedSighting | undefined
}

function Steps({ steps }: { readonly steps: readonly Step[] }): JSX.Element {
  return (
    <ol class="history-steps">
      {steps.map(step => (
        <HistoryStep key={step.sighting.at} {...step} />
      ))}
    </ol>
  )
}

function HistoryStep({ sighting, before }: Step): JSX.Element {
  const { text } = usePopup()
  const { price, availability, at } = sighting
  const move = price && before?.price ? compareMoney(before.price, price) : undefined
  const stock = stockWords(availability)
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>{text.date(at)}</time>
      <span class={`history-price ${move ? `change-${move}` : ''}`}>
        {move && (
          <>
            <Icon name={move} />
            <Spoken>{text(move === 'fall' ? 'mark_fell' : 'mark_rose')}</Spoken>{' '}
          </>
        )}
        {price ? <bdi>{text.money(price)}</bdi> : text('line_no_price')}
      </span>
      <span class="history-stock">{stock ? text(stock) : before ? '' : text('history_added')}</span>
    </li>
  )
}
