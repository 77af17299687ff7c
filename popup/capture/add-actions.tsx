import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useFocus } from '../../ui/parts/controls.tsx'
import { Icon } from '../../ui/parts/icon.tsx'
import { QuantityStepper } from '../parts/quantity-stepper.tsx'
import { usePopup } from '../popup-context.ts'

/** How many, and the button that adds them. */
export function AddActions({ title }: { readonly title: string }): JSX.Element {
  const { text, capture, attempt, announce, flash } = usePopup()
  const [quantity, setQuantity] = useState(1)
  const [adding, setAdding] = useState(false)
  const had = capture.inCart.value
  const add = async (units: number): Promise<void> => {
    setAdding(true)
    const added = await attempt(async () => flash(await capture.add(units)))
    setAdding(false)
    if (!added) return
    setQuantity(1)
    announce(text('capture_added_announce', title))
  }
  return (
    <div class="found-actions">
      {had > 0 ? (
        <HadAlready count={had} />
      ) : (
        <QuantityStepper
          quantity={quantity}
          least={1}
          names={{
            group: text('capture_quantity'),
            more: text('capture_more'),
            fewer: text('capture_fewer'),
          }}
          onStep={by => setQuantity(quantity + by)}
          onSet={setQuantity}
        />
      )}
      <button
        type="button"
        class="button-primary"
        ref={useFocus()}
        aria-disabled={adding}
        onClick={() => adding || void add(had > 0 ? 1 : quantity)}
      >
        <Icon name="plus" />
        {text(adding ? 'capture_adding' : had > 0 ? 'capture_add_more' : 'capture_add')}
      </button>
    </div>
  )
}

function HadAlready({ count }: { readonly count: number }): JSX.Element {
  const { text, capture } = usePopup()
  if (!capture.added.value) return <p class="found-had">{text.plural('capture_have', count)}</p>
  return (
    <p class="found-had found-added">
      <Icon name="check" />
      {text.plural('capture_in_cart', count)}
    </p>
  )
}
