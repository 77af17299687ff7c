import type { CartId } from '../../extension/cart/cart-id.ts'
import type { CartLine, LineKey } from '../../extension/cart/cart-view.ts'
import type { CartEvent, CartHead } from '../../extension/messages/popup-surface.ts'
import type { Carts } from '../carts/carts.ts'
import type { NetworkStatus } from '../network/protocol.ts'
import { listedCarts } from './listed-carts.ts'

/** Everything of the chosen cart but its lines, as views show it. */
export function cartHead(carts: Carts, statusOf: (cart: CartId) => NetworkStatus | undefined): CartHead {
  const cart = carts.chosen()
  const { device, person } = carts.identity()
  const { name, members } = cart.index.head()
  const network = carts.isShared(cart.id) ? statusOf(cart.id) : undefined
  const unsaved = cart.unsaved()
  return {
    id: cart.id,
    ...(name !== undefined && { name }),
    members: [...members],
    device,
    ...(person !== undefined && { person }),
    shared: carts.isShared(cart.id),
    ...(network && { network: { ...network, relays: [...network.relays], peers: [...network.peers] } }),
    ...(unsaved && { unsaved }),
    skipped: cart.index.skipped(),
    carts: listedCarts(carts, statusOf),
  }
}

type EventLine = Extract<CartEvent, { type: 'snapshot' }>['lines'][number]

function toEventLine(line: CartLine): EventLine {
  const { shares, otherNotes, history, ...rest } = line
  return {
    ...rest,
    shares: [...shares],
    otherNotes: [...otherNotes],
    ...(history && { history: [...history] }),
  }
}

/** The chosen cart, whole. */
export function snapshotEvent(carts: Carts, head: CartHead): CartEvent {
  return { type: 'snapshot', head, lines: carts.chosen().index.view().lines.map(toEventLine) }
}

/** What became of the lines `keys`: those in the cart as they are now, the others as removed. */
export function changeEvent(carts: Carts, head: CartHead, keys: Iterable<LineKey>): CartEvent {
  const { index } = carts.chosen()
  const changed: EventLine[] = []
  const removed: LineKey[] = []
  for (const key of keys) {
    const line = index.line(key)
    if (line) changed.push(toEventLine(line))
    else removed.push(key)
  }
  return { type: 'change', head, changed, removed }
}
