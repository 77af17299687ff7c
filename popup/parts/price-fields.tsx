import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Field } from '../../ui/parts/controls.tsx'
import { usePopup } from '../popup-context.ts'
import { currencyChoices, typedAmount } from './typed-price.ts'

interface PriceFieldsProps {
  readonly price: string
  readonly currency: string
  readonly unreadable: boolean
  onPrice(value: string): void
  onCurrency(value: string): void
}

/** A price as people type it, and its currency. */
export function PriceFields({ price, currency, unreadable, ...on }: PriceFieldsProps): JSX.Element {
  const { text, cart } = usePopup()
  const id = useId()
  const choices = new Set([currency, ...currencyChoices(cart.lines.value, text.language)])
  const example = typedAmount({ amount: 1250, currency: 'EUR' }, text.language)
  return (
    <div class="field-pair">
      <Field
        label={text('details_price_label')}
        value={price}
        inputMode="decimal"
        maxLength={40}
        problem={unreadable ? text('details_bad_price', example) : undefined}
        onInput={on.onPrice}
      />
      <div class="field field-currency">
        <label for={id}>{text('details_currency_label')}</label>
        <select id={id} value={currency} onChange={event => on.onCurrency(event.currentTarget.value)}>
          {[...choices].map(code => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
