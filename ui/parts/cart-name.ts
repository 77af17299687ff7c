import type { CartHead, ListedCart } from '../../extension/messages/popup-surface.ts'
import type { Text } from '../text/text.ts'

// More names than this tell nobody better which cart it is.
const mostNames = 3

/**
 * What a cart is called: its name, else whom it is shared with. A cart of one's own keeps the same words when others
 * come beside it, so that it is found again in the switcher.
 */
export function cartName({ name, shared, people }: Omit<ListedCart, 'id' | 'saved'>, text: Text): string {
  if (name !== undefined) return name
  if (!shared) return text('cart_default_name')
  return people.length > 0 ? text('cart_with', text.list(firstNames(people, text))) : text('cart_shared')
}

/** What the chosen cart is called. */
export function headName(head: CartHead, text: Text): string {
  const { name, shared } = head
  const people = head.carts.find(({ id }) => id === head.id)?.people ?? []
  return cartName({ ...(name !== undefined && { name }), shared, people }, text)
}

/** What every cart in the list is called, by id; those that would read the same are numbered. */
export function cartNames(
  carts: readonly Omit<ListedCart, 'saved'>[],
  text: Text,
): ReadonlyMap<string, string> {
  const times = new Map<string, number>()
  return new Map(
    carts.map(cart => {
      const name = cartName(cart, text)
      const time = (times.get(name) ?? 0) + 1
      times.set(name, time)
      return [cart.id, time === 1 ? name : text('cart_same_name', name, text.number(time))]
    }),
  )
}

function firstNames(people: readonly string[], text: Text): readonly string[] {
  if (people.length <= mostNames) return people
  const shown = people.slice(0, mostNames - 1)
  return [...shown, text.plural('cart_people_more', people.length - shown.length)]
}
