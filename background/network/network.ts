import type { CartId } from '../../extension/cart/cart-id.ts'
import { CartSession } from './cart-session.ts'
import { browserEnvironment, type NetworkEnvironment } from './environment.ts'
import { previewMailbox } from './preview.ts'
import type { FromNetwork, MailboxPreview, NetworkEnd, SharedCart, ToNetwork } from './protocol.ts'

/**
 * Runs the network for the background at the other end: peers and relays for every cart it opens, until the line
 * closes. Nothing that comes in from outside makes it throw; what is wrong is left out and told in the cart's status.
 */
export function startNetwork(end: NetworkEnd, environment: NetworkEnvironment = browserEnvironment()): void {
  const sessions = new Map<CartId, CartSession>()
  let active = true

  /** Whether it was sent. A line refuses when it is just being closed, or a message is too large for it. */
  function tell(message: FromNetwork): boolean {
    try {
      end.send(message)
      return true
    } catch (error) {
      console.error(`The background could not be told of "${message.type}":`, error)
      return false
    }
  }

  function open(cart: SharedCart): void {
    const known = sessions.get(cart.cart)
    if (known?.isFor(cart)) {
      known.reopen(cart.state)
      return
    }
    known?.close()
    const session = new CartSession(cart, environment, tell)
    session.setActive(active)
    sessions.set(cart.cart, session)
  }

  function close(cart: CartId): void {
    sessions.get(cart)?.close()
    sessions.delete(cart)
  }

  function preview({ request, secret, relays }: Extract<ToNetwork, { type: 'preview' }>): void {
    const nothing: MailboxPreview = { answered: 0, updates: [] }
    const answer = (read: MailboxPreview): boolean => tell({ type: 'previewed', request, preview: read })
    previewMailbox(secret, relays, environment).then(
      read => answer(read) || answer(nothing),
      error => {
        console.error('A mailbox could not be read:', error)
        answer(nothing)
      },
    )
  }

  end.onMessage(message => {
    switch (message.type) {
      case 'open':
        return open(message)
      case 'update':
        return sessions.get(message.cart)?.update(message.update)
      case 'close':
        return close(message.cart)
      case 'preview':
        return preview(message)
      case 'attention':
        active = message.active
        for (const session of sessions.values()) session.setActive(active)
    }
  })
  end.onClose(() => {
    for (const cart of [...sessions.keys()]) close(cart)
  })
}
