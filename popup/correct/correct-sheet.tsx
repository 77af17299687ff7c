import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { Sheet } from '../frame/sheet.tsx'
import { usePopup } from '../popup-context.ts'
import { productId } from '../state/capture-store.ts'
import { ProductForm } from './product-form.tsx'

/** Corrects the product of the page in front before it is added. `of` names the product that the sheet was opened for. */
export function CorrectSheet({ of }: { readonly of: string }): JSX.Element {
  const { text, capture, place } = usePopup()
  const found = capture.now.value
  const product = capture.shown.value
  // The popup was opened again over another page, or the product was added meanwhile: then its line is corrected.
  const isOther =
    capture.line.value !== undefined ||
    (found.kind !== 'reading' && (found.kind !== 'product' || productId(found.product) !== of))
  useEffect(() => {
    if (isOther) place.close()
  }, [isOther])
  return (
    <Sheet heading={text('correct_heading')}>
      {found.kind !== 'product' || !product || isOther ? (
        <p class="sheet-wait">{text('capture_reading')}</p>
      ) : (
        <ProductForm
          draftKey={`correct:${of}`}
          product={product}
          openPrice={capture.openPrice.value}
          corrections={capture.corrections.value}
          candidates={found.candidates}
          said={capture.said.value ?? {}}
          done={text('correct_done')}
          save={async edits => capture.correct(edits)}
          asRead={async field => capture.asRead(field)}
        />
      )}
    </Sheet>
  )
}
