import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { IconButton } from '../../ui/parts/controls.tsx'
import { QuantityStepper } from '../parts/quantity-stepper.tsx'
import { usePopup } from '../popup-context.ts'
import { LinePeople } from './line-people.tsx'
import { useLinePlace } from './line-place.ts'

/** How many, for whom, and what else can be done with a line. */
export function LineActions({ line }: { readonly line: CartLine }): JSX.Element {
  const { text, actions, attempt } = usePopup()
  const place = useLinePlace(line.key)
  const { quantity } = line
  const { title } = line.product
  return (
    <div class="line-actions">
      <QuantityStepper
        quantity={quantity}
        least={0}
        names={{
          group: text('line_quantity', title),
          more: text('line_more', title),
          fewer: text('line_fewer', title),
        }}
        onStep={by => void attempt(() => actions.changeQuantity(line, by))}
        onSet={wanted => void attempt(() => actions.setQuantity(line, wanted))}
      />
      <LinePeople line={line} />
      <span class="line-tools">
        {!line.note && (
          <IconButton icon="note" label={text('note_add_to', title)} onClick={() => place.show('note')} />
        )}
        <IconButton icon="edit" label={text('line_details', title)} onClick={() => place.show('details')} />
        <IconButton
          icon="trash"
          class="danger"
          label={text('line_remove', title)}
          onClick={() => void attempt(() => actions.remove(line))}
        />
      </span>
    </div>
  )
}
