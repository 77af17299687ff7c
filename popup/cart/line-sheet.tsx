import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { ProductForm } from '../correct/product-form.tsx'
import { Sheet } from '../frame/sheet.tsx'
import { usePopup } from '../popup-context.ts'
import { LineHistory } from './line-history.tsx'
import { useLinePlace } from './line-place.ts'

interface LineSheetProps {
  readonly cart: string
  readonly line: string
}

/** Everything of one line: corrects it for everybody in the cart, and says what its page said over time. */
export function LineSheet({ cart: id, line: key }: LineSheetProps): JSX.Element {
  const { text, cart } = usePopup()
  const line = cart.id.value === id ? cart.lines.value.find(each => each.key === key) : undefined
  return (
    <Sheet heading={text('details_heading')}>
      {line ? (
        <LineForm line={line} />
      ) : (
        <p class="sheet-wait">{text(cart.head.value ? 'error_line_gone' : 'cart_loading')}</p>
      )}
    </Sheet>
  )
}

function LineForm({ line }: { readonly line: CartLine }): JSX.Element {
  const { text, actions, capture } = usePopup()
  const { key, product, corrections, said, note } = line
  const inFront = capture.line.value?.key === key
  const found = capture.now.value
  return (
    <ProductForm
      draftKey={useLinePlace(key).draftKey('details')}
      product={product}
      note={note?.value ?? ''}
      corrections={corrections}
      candidates={inFront && found.kind === 'product' ? found.candidates : undefined}
      said={(inFront ? capture.said.value : undefined) ?? said ?? {}}
      done={text('save')}
      save={async edits => {
        for (const edit of edits) await actions.edit(key, edit)
      }}
      asRead={field => actions.edit(key, { field: 'asRead', value: field })}
    >
      <LineHistory line={line} />
    </ProductForm>
  )
}
