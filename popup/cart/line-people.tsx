import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { Spoken } from '../../ui/parts/controls.tsx'
import { Chip } from '../parts/chip.tsx'
import { personOf } from '../parts/people.ts'
import { usePopup } from '../popup-context.ts'

// More chips than this would push the buttons out of the line.
const mostChips = 4

/** Who added the line's units, and how many each where several did. */
export function LinePeople({ line }: { readonly line: CartLine }): JSX.Element | null {
  const { text, cart } = usePopup()
  const head = cart.head.value
  // Alone in a cart of one's own, one's own initials on every line say nothing.
  if (!head || (head.members.length < 2 && !head.shared)) return null
  const shares = line.shares.map(share => ({ ...share, person: personOf(head, share.device, text) }))
  const several = shares.length > 1
  const names = shares.map(({ person, quantity }) =>
    several ? text('line_person_quantity', person.name, text.number(quantity)) : person.name,
  )
  const words = text('line_people', text.list(names))
  return (
    <span class="chips" title={words}>
      <Spoken>{words}</Spoken>
      {shares.slice(0, mostChips).map(({ device, person }) => (
        <Chip key={device} person={person} />
      ))}
    </span>
  )
}
