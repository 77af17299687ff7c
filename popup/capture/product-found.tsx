import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { MessageKey } from '../../extension/messages/message-key.ts'
import type { Source } from '../../extension/messages/popup-surface.ts'
import { useFocus } from '../../ui/parts/controls.tsx'
import { Icon } from '../../ui/parts/icon.tsx'
import { Picture } from '../parts/picture.tsx'
import { QuantityStepper } from '../parts/quantity-stepper.tsx'
import { usePopup } from '../popup-context.ts'
import type { Captured } from '../state/capture-store.ts'

type Found = Extract<Captured, { kind: 'product' }>

const hints: Readonly<Record<Source, MessageKey>> = {
  'json-ld': 'source_json_ld',
  microdata: 'source_microdata',
  rdfa: 'source_microdata',
  state: 'source_json_ld',
  platform: 'source_json_ld',
  shop: 'source_json_ld',
  meta: 'source_meta',
  page: 'source_page',
}

/** The product of the page in front, ready to be added. */
export function ProductFound({ found }: { readonly found: Found }): JSX.Element {
  const { text } = usePopup()
  const { product, sources } = found
  const source = sources.price ?? sources.title
  return (
    <div class="found">
      <Picture address={product.image} title={product.title} />
      <div class="found-words">
        <p class="found-title" dir="auto">
          {product.title}
        </p>
        <p class="found-price">{product.price ? text.money(product.price) : text('capture_no_price')}</p>
        <p class="found-more" dir="auto">
          {[product.variant, product.shop?.name].filter(Boolean).join(' · ')}
        </p>
        {product.availability === 'OutOfStock' && <p class="found-warning">{text('capture_out_of_stock')}</p>}
        {source && <p class="found-source">{text(hints[source])}</p>}
      </div>
      <AddActions title={product.title} />
    </div>
  )
}

function AddActions({ title }: { readonly title: string }): JSX.Element {
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
