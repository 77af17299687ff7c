import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CorrectedField } from '../../extension/cart/corrections.ts'
import { useFirstProblem } from '../../ui/parts/focus.ts'
import { currencyChoices } from '../parts/typed-price.ts'
import { useDraft } from '../parts/use-draft.ts'
import { usePopup } from '../popup-context.ts'
import type { FormSubject } from './form-subject.ts'
import { fieldsOf, type ProductFields, readProductForm } from './product-fields.ts'
import { ProductFormFields } from './product-form-fields.tsx'

interface ProductFormProps extends FormSubject {
  readonly draftKey: string
  /** The words of the button. */
  readonly done: string
  /** Shown below the fields. */
  readonly children?: ComponentChildren
}

/** Every field of a product, before it is in the cart and after. What cannot be saved stays in the form. */
export function ProductForm(props: ProductFormProps): JSX.Element {
  const { text, attempt, cart, place } = usePopup()
  const [refusals, setRefusals] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  useFirstProblem(form, refusals)
  const currency = currencyChoices(cart.lines.value, text.language)[0] ?? 'EUR'
  const draft = useDraft<ProductFields>(props.draftKey, fieldsOf(props, currency, text.language))
  const { problems, edits } = readProductForm(props, draft.typed, draft.fields, text.language)
  const [here] = useState(() => place.now.value)
  // However the sheet is closed, what was not saved is given up; only the popup's own closing leaves it in the form.
  useEffect(() => () => (place.now.peek() === here ? undefined : draft.forget()), [])
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (problems.size > 0) setRefusals(refusals + 1)
    else if (await attempt(() => props.save(edits))) place.close()
  }
  const asRead = async (field: CorrectedField): Promise<boolean> => {
    if (!(await attempt(() => props.asRead(field)))) return false
    draft.unset(field)
    if (field === 'price') draft.unset('currency')
    return true
  }
  return (
    <form
      ref={form}
      class="form product-form"
      aria-label={text('details_heading')}
      noValidate
      onSubmit={event => void save(event)}
    >
      <ProductFormFields
        edited={props}
        draft={draft}
        problems={refusals > 0 ? problems : new Set()}
        onAsRead={asRead}
      />
      {props.children}
      <div class="form-foot">
        <button type="button" class="button-quiet" onClick={place.close}>
          {text('cancel')}
        </button>
        <button type="submit" class="button-primary">
          {props.done}
        </button>
      </div>
    </form>
  )
}
