import type { LineKey } from '../../extension/cart/cart-view.ts'
import { usePopup } from '../popup-context.ts'

type LinePlaceKind = 'note' | 'details'

/** What is open inside one line, and how to open that and its details. */
export interface LinePlace {
  readonly open: 'note' | undefined
  show(kind: LinePlaceKind): void
  draftKey(kind: LinePlaceKind): string
}

/** A product has the same line key in every cart, so that only together with the cart's id it names a place and a draft. */
export function useLinePlace(key: LineKey): LinePlace {
  const { place, cart } = usePopup()
  const id = cart.id.value ?? ''
  const now = place.now.value
  const here = now.kind === 'note' && now.cart === id && now.key === key
  return {
    open: here ? now.kind : undefined,
    show: kind => place.open({ kind, cart: id, key }),
    draftKey: kind => `${kind}:${id}:${key}`,
  }
}
