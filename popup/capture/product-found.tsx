import type { JSX } from 'preact'
import type { Product } from '../../extension/product/product.ts'
import { IconButton, Spoken } from '../../ui/parts/controls.tsx'
import { LineMarks } from '../cart/line-marks.tsx'
import { sourceWords } from '../correct/source-words.ts'
import { Picture } from '../parts/picture.tsx'
import { usePopup } from '../popup-context.ts'
import { type Captured, productId } from '../state/capture-store.ts'
import { AddActions } from './add-actions.tsx'
import { OpenCurrency } from './open-currency.tsx'

type Found = Extract<Captured, { kind: 'product' }>

/** The product of the page in front, as corrected, ready to be added. */
export function ProductFound({ found }: { readonly found: Found }): JSX.Element {
  const { text, capture } = usePopup()
  const product = capture.shown.value ?? found.product
  const line = capture.line.value
  return (
    <div class="found">
      <Picture address={product.image} title={product.title} />
      <div class="found-words">
        <div class="found-top">
          <p class="found-title" dir="auto">
            {product.title}
          </p>
          <Correct product={product} />
        </div>
        <Price product={product} />
        <p class="found-more" dir="auto">
          {[product.variant, product.shop?.name].filter(Boolean).join(' · ')}
        </p>
        {line ? (
          <LineMarks line={line} isEach={false} />
        ) : (
          product.availability === 'OutOfStock' && <p class="found-warning">{text('stock_out')}</p>
        )}
        <Origin sources={found.sources} />
      </div>
      {found.openCurrency && found.product.price && <OpenCurrency price={found.product.price} />}
      <AddActions title={product.title} />
    </div>
  )
}

/** A product that the cart has is corrected in its line, for everybody. */
function Correct({ product }: { readonly product: Product }): JSX.Element {
  const { text, capture, cart, place } = usePopup()
  const open = (): void => {
    const line = capture.line.value
    const id = cart.id.value
    if (line && id) place.open({ kind: 'details', cart: id, key: line.key })
    else place.open({ kind: 'correct', of: productId(capture.said.value ?? product) })
  }
  return (
    <IconButton
      icon="edit"
      class="found-correct"
      label={text('correct_open', product.title)}
      onClick={open}
    />
  )
}

function Price({ product: { price, listPrice } }: { readonly product: Product }): JSX.Element {
  const { text, capture } = usePopup()
  const open = capture.openPrice.value
  // A correction of the price may have left behind what the page struck through beside it.
  const isLess =
    price && listPrice && price.currency === listPrice.currency && price.amount < listPrice.amount
  return (
    <p class={`found-price ${price || open ? '' : 'found-unpriced'}`}>
      <bdi>{price ? text.money(price) : open ? text.openMoney(open) : text('capture_no_price')}</bdi>
      {isLess && (
        <>
          {' '}
          <Spoken>{text('capture_was', text.money(listPrice))}</Spoken>
          <s aria-hidden="true">{text.money(listPrice)}</s>
        </>
      )}
    </p>
  )
}

function Origin({ sources }: Pick<Found, 'sources'>): JSX.Element | null {
  const { text, capture } = usePopup()
  const source = sources.price ?? sources.title
  if (Object.keys(capture.corrections.value ?? {}).length > 0) {
    return <p class="found-source">{text('capture_corrected')}</p>
  }
  return source ? <p class="found-source">{text(sourceWords[source])}</p> : null
}
