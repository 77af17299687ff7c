import type { RelayEdits } from '../carts/relay-edits.ts'
import type { Handlers } from './handlers.ts'

/** What the settings page does to a cart's relays. */
export function relayRequests(edits: RelayEdits): Pick<Handlers, 'addRelay' | 'removeRelay' | 'resetRelays'> {
  return {
    async addRelay({ cart, url }) {
      await edits.add(cart, url)
      return null
    },
    async removeRelay({ cart, url }) {
      await edits.remove(cart, url)
      return null
    },
    async resetRelays({ cart }) {
      await edits.reset(cart)
      return null
    },
  }
}
