import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { limits } from '../../extension/limits.ts'
import { Field } from '../../ui/parts/controls.tsx'
import { useFirstProblem } from '../../ui/parts/focus.ts'
import { Sheet } from '../frame/sheet.tsx'
import { PriceFields } from '../parts/price-fields.tsx'
import { currencyChoices } from '../parts/typed-price.ts'
import { type Draft, useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'
import { type HandFields, type HandProblem, readHandForm } from './hand-product.ts'

interface HandSheetProps {
  readonly title: string | undefined
  readonly url: string | undefined
}

/** Adds what no page offers, or what a page does not say. Starts with the page's title and address. */
export function HandSheet({ title, url }: HandSheetProps): JSX.Element {
  const { text, place, cart, surroundings, attempt, announce, flash } = usePopup()
  const [refusals, setRefusals] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  useFirstProblem(form, refusals)
  const draft = useDraft<HandFields>(`hand:${url ?? ''}`, {
    ...{ title: (title ?? '').slice(0, limits.text), url: url ?? '', price: '', quantity: '1', variant: '' },
    currency: currencyChoices(cart.lines.value, text.language)[0] ?? 'EUR',
  })
  const { problems, product, quantity } = readHandForm(draft.fields, text.language)
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (problems.size > 0) {
      setRefusals(refusals + 1)
      return
    }
    const added = await attempt(async () => {
      flash((await surroundings.client.request('add', { product, quantity })).key)
    })
    if (!added) return
    draft.forget()
    place.close()
    announce(text('capture_added_announce', product.title))
  }
  return (
    <Sheet heading={text('hand_heading')}>
      <form ref={form} class="form" noValidate onSubmit={event => void add(event)}>
        <HandFieldList draft={draft} problems={refusals > 0 ? problems : new Set()} />
        <button type="submit" class="button-primary button-wide">
          {text('hand_add')}
        </button>
      </form>
    </Sheet>
  )
}

interface HandFieldListProps {
  readonly draft: Draft<HandFields>
  readonly problems: ReadonlySet<HandProblem>
}

function HandFieldList({ draft, problems }: HandFieldListProps): JSX.Element {
  const { text } = usePopup()
  const { fields, set } = draft
  return (
    <>
      <Field
        label={text('hand_title_label')}
        placeholder={text('hand_title_placeholder')}
        value={fields.title}
        autoFocus
        maxLength={limits.text}
        problem={problems.has('title') ? text('details_no_title') : undefined}
        onInput={value => set('title', value)}
      />
      <PriceFields
        price={fields.price}
        currency={fields.currency}
        problem={problems.has('price') ? 'price' : undefined}
        onPrice={value => set('price', value)}
        onCurrency={value => set('currency', value)}
      />
      <div class="field-pair">
        <Field
          label={text('details_variant_label')}
          value={fields.variant}
          maxLength={limits.text}
          onInput={value => set('variant', value)}
        />
        <Field
          class="field-quantity"
          label={text('hand_quantity_label')}
          inputMode="numeric"
          maxLength={4}
          value={fields.quantity}
          problem={
            problems.has('quantity') ? text('hand_bad_quantity', text.number(limits.quantity)) : undefined
          }
          onInput={value => set('quantity', value)}
        />
      </div>
      <Field
        label={text('hand_url_label')}
        inputMode="url"
        maxLength={limits.url}
        value={fields.url}
        problem={problems.has('url') ? text('hand_bad_url') : undefined}
        onInput={value => set('url', value)}
      />
    </>
  )
}
