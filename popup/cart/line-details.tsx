import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { limits } from '../../extension/limits.ts'
import { Field } from '../../ui/parts/controls.tsx'
import { useFirstProblem } from '../../ui/parts/focus.ts'
import type { Text } from '../../ui/text/text.ts'
import { PriceFields } from '../parts/price-fields.tsx'
import { currencyChoices, readTypedPrice, typedAmount } from '../parts/typed-price.ts'
import { type Draft, useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'
import { type DetailFields, editsFor } from './line-edits.ts'
import { useLinePlace } from './line-place.ts'

/** A line's form: corrects what capture read, for everybody in the cart. */
export function LineDetails({ line }: { readonly line: CartLine }): JSX.Element {
  const { text, place, actions, attempt, cart } = usePopup()
  const [refusals, setRefusals] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  useFirstProblem(form, refusals)
  const currency = currencyChoices(cart.lines.value, text.language)[0] ?? 'EUR'
  const draft = useDraft(useLinePlace(line.key).draftKey('details'), fieldsOf(line, currency, text))
  const close = (): void => {
    draft.forget()
    place.close()
  }
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const edits = editsFor(line.product, draft.fields, text.language)
    if (!edits) {
      setRefusals(refusals + 1)
      return
    }
    const saveAll = async (): Promise<void> => {
      for (const edit of edits) await actions.edit(line.key, edit)
    }
    if (await attempt(saveAll)) close()
  }
  return (
    <form
      ref={form}
      class="details-form"
      aria-label={text('details_heading')}
      onSubmit={event => void save(event)}
      onKeyDown={event => closeOnEscape(event, close)}
    >
      <DetailFieldList draft={draft} tried={refusals > 0} />
      <div class="form-actions">
        <button type="button" class="button-quiet" onClick={close}>
          {text('cancel')}
        </button>
        <button type="submit" class="button-soft">
          {text('save')}
        </button>
      </div>
    </form>
  )
}

interface DetailFieldListProps {
  readonly draft: Draft<DetailFields>
  /** The person tried to save, so that what is missing may be said. */
  readonly tried: boolean
}

function DetailFieldList({ draft, tried }: DetailFieldListProps): JSX.Element {
  const { text } = usePopup()
  const { fields } = draft
  return (
    <>
      <Field
        label={text('details_title_label')}
        value={fields.title}
        autoFocus
        maxLength={limits.text}
        problem={tried && fields.title.trim() === '' ? text('details_no_title') : undefined}
        onInput={value => draft.set('title', value)}
      />
      <PriceFields
        price={fields.price}
        currency={fields.currency}
        unreadable={
          tried && readTypedPrice(fields.price, fields.currency, text.language).kind === 'unreadable'
        }
        onPrice={value => draft.set('price', value)}
        onCurrency={value => draft.set('currency', value)}
      />
      <Field
        label={text('details_variant_label')}
        value={fields.variant}
        maxLength={limits.text}
        onInput={value => draft.set('variant', value)}
      />
    </>
  )
}

function fieldsOf({ product }: CartLine, currency: string, text: Text): DetailFields {
  return {
    title: product.title,
    price: product.price ? typedAmount(product.price, text.language) : '',
    currency: product.price?.currency ?? currency,
    variant: product.variant ?? '',
  }
}

function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return
  event.preventDefault()
  close()
}
