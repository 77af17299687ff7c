import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Field } from '../../ui/parts/controls.tsx'
import { usePopup } from '../popup-context.ts'
import { currencyChoices, typedAmount } from './typed-price.ts'

interface PriceFieldsProps {
  readonly price: string
  /** Empty: nobody has said which it is. */
  readonly currency: string
  /** What is wrong: the price cannot be read, or its currency is not chosen. */
  readonly problem: 'price' | 'currency' | undefined
  /** Currencies to be offered before all others. */
  readonly likely?: readonly string[] | undefined
  onPrice(value: string): void
  onCurrency(value: string): void
}

/** A price as people type it, and its currency. */
export function PriceFields({ price, currency, problem, likely = [], ...on }: PriceFieldsProps): JSX.Element {
  const { text, cart } = usePopup()
  const id = useId()
  const choices = new Set([...likely, currency, ...currencyChoices(cart.lines.value, text.language)])
  choices.delete('')
  const example = typedAmount({ amount: 1250, currency: 'EUR' }, text.language)
  return (
    <div class="field-pair">
      <Field
        label={text('details_price_label')}
        value={price}
        inputMode="decimal"
        maxLength={40}
        problem={problem === 'price' ? text('details_bad_price', example) : undefined}
        onInput={on.onPrice}
      />
      <div class="field field-currency">
        <label for={id}>{text('details_currency_label')}</label>
        <select
          id={id}
          value={currency}
          aria-invalid={problem === 'currency'}
          aria-describedby={problem === 'currency' ? `${id}-said` : undefined}
          onChange={event => on.onCurrency(event.currentTarget.value)}
        >
          {currency === '' && <option value="">{text('details_currency_open')}</option>}
          {[...choices].map(code => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
        {problem === 'currency' && (
          <p id={`${id}-said`} class="field-problem" role="alert">
            {text('details_no_currency')}
          </p>
        )}
      </div>
    </div>
  )
}
