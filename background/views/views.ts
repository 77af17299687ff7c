import type { CartId } from '../../extension/cart/cart-id.ts'
import type { LineKey } from '../../extension/cart/cart-view.ts'
import type { CartEvent } from '../../extension/messages/popup-surface.ts'
import type { Carts } from '../carts/carts.ts'
import type { CartChange } from '../carts/registry.ts'
import type { NetworkStatus } from '../network/protocol.ts'
import { cartHead, changeEvent, snapshotEvent } from './cart-events.ts'
import { savedState } from './listed-carts.ts'

/** One open popup, side panel or tab. */
export interface View {
  send(event: CartEvent): void
}

/** Keeps every open view, and the cached cart for the next one, as the chosen cart is. */
export interface Views {
  /** Sends the view the whole cart, then every change. */
  add(view: View, gone: AbortSignal): void
  cartChanged(change: CartChange): void
  /** Another cart was chosen: every view starts anew. */
  listChanged(): void
  /** The status of a cart is another than `before`. */
  statusChanged(cart: CartId, before: NetworkStatus | undefined): void
}

export interface ViewsDeps {
  readonly carts: Carts
  /** Undefined before anything is known of the cart. */
  statusOf(cart: CartId): NetworkStatus | undefined
  /** Something of the chosen cart changed, after the views were told. */
  onUpdate(snapshot: () => CartEvent): void
  /** The first view opened (true) or the last one closed. */
  onAttention(active: boolean): void
}

export function createViews({ carts, statusOf, onUpdate, onAttention }: ViewsDeps): Views {
  const views = new Set<View>()
  const changedKeys = new Set<LineKey>()
  let shown = carts.chosen().id
  let scheduled = false

  const head = () => cartHead(carts, statusOf)
  const snapshot = (): CartEvent => snapshotEvent(carts, head())

  /** Several changes of one turn (a merge of many lines, say) make one event. */
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    queueMicrotask(publish)
  }

  function publish(): void {
    scheduled = false
    const chosen = carts.chosen().id
    const event = chosen === shown ? changeEvent(carts, head(), changedKeys) : snapshot()
    shown = chosen
    changedKeys.clear()
    for (const view of views) view.send(event)
    onUpdate(snapshot)
  }

  return {
    add(view, gone) {
      if (gone.aborted) return
      views.add(view)
      if (views.size === 1) onAttention(true)
      view.send(snapshot())
      gone.addEventListener('abort', () => {
        views.delete(view)
        if (views.size === 0) onAttention(false)
      })
    },
    cartChanged({ cart, keys }) {
      // Of the others, views show what is not in their lines: name, members, whether they are on disk.
      if (cart !== shown && keys.size > 0) return
      for (const key of keys) changedKeys.add(key)
      schedule()
    },
    listChanged: schedule,
    statusChanged(cart, before) {
      // Of the others, views only show where they are kept.
      const isNews = savedState(carts, cart, before) !== savedState(carts, cart, statusOf(cart))
      if (cart === shown || isNews) schedule()
    },
  }
}
