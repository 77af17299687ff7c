import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { MessageKey } from '../../extension/messages/message-key.ts'
import { usePopup } from '../popup-context.ts'

const states: readonly (readonly [string, MessageKey])[] = [
  ['InStock', 'stock_in'],
  ['OutOfStock', 'stock_out'],
  ['', 'stock_unknown'],
]

interface StockFieldProps {
  /** Empty: not known. */
  readonly value: string
  onChange(value: string): void
}

/** Whether the shop has it. */
export function StockField({ value, onChange }: StockFieldProps): JSX.Element {
  const { text } = usePopup()
  const name = useId()
  return (
    <fieldset class="field">
      <legend>{text('details_stock_label')}</legend>
      <div class="segments">
        {states.map(([state, words]) => (
          <label key={state} class="segment">
            <input
              type="radio"
              name={name}
              value={state}
              checked={value === state}
              onChange={() => onChange(state)}
            />
            <span>{text(words)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** "In stock" or "Sold out"; undefined where that is not known. */
export function stockWords(value: string | undefined): MessageKey | undefined {
  return value ? states.find(([state]) => state === value)?.[1] : undefined
}
