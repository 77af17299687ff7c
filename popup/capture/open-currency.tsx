import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { Money } from '../../extension/product/money.ts'
import { currencyChoices } from '../parts/typed-price.ts'
import { usePopup } from '../popup-context.ts'
import { likelyCurrencies } from '../state/open-price.ts'

// One row of the popup; all others are in the list beside them.
const mostButtons = 3

/** Asks which of the currencies with the symbol of `price` is meant. Stays after the choice, so that it can be changed. */
export function OpenCurrency({ price }: { readonly price: Money }): JSX.Element {
  const { text, capture, cart, attempt } = usePopup()
  const question = useId()
  const chosen = capture.shown.value?.price?.currency
  const likely = likelyCurrencies(price)
  const buttons = likely.slice(0, mostButtons)
  const others = new Set([
    ...likely.slice(mostButtons),
    ...(chosen ? [chosen] : []),
    ...currencyChoices(cart.lines.value, text.language),
  ])
  for (const code of buttons) others.delete(code)
  const choose = (code: string): void => void attempt(() => capture.chooseCurrency(code))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own layout.
    <div class={`open-currency ${chosen ? 'is-chosen' : ''}`} role="group" aria-labelledby={question}>
      <p class="open-question" id={question}>
        {text('currency_question')}
      </p>
      <div class="choices">
        {buttons.map(code => (
          <button
            key={code}
            type="button"
            class="choice"
            aria-pressed={code === chosen}
            title={text.currency(code)}
            onClick={() => choose(code)}
          >
            {code}
          </button>
        ))}
        <select
          class="choice"
          aria-label={text('currency_else')}
          value={chosen && others.has(chosen) ? chosen : ''}
          onChange={event => event.currentTarget.value && choose(event.currentTarget.value)}
        >
          <option value="">{text('currency_else')}</option>
          {[...others].map(code => (
            <option key={code} value={code}>
              {`${code} · ${text.currency(code)}`}
            </option>
          ))}
        </select>
      </div>
      {!chosen && <p class="open-hint">{text('currency_hint')}</p>}
    </div>
  )
}
