import type { SharedRelays } from '../../../background/carts/shared-relays.ts'
import { UserError } from '../../../extension/user-error.ts'

/** The relays of one shared cart, `shared`. */
export function relaysInMemory(secret: Uint8Array, initial: readonly string[], areAgreed = true) {
  let relays = initial
  let writes = 0
  const shared: SharedRelays = {
    known: cart => ({ relays: cart === 'shared' ? relays : [], areAgreed }),
    async of(cart) {
      if (cart !== 'shared') throw new UserError('cart-gone')
      return { secret, relays }
    },
    async set(_cart, next) {
      relays = next
      writes += 1
    },
  }
  return {
    shared,
    current: () => relays,
    writes: () => writes,
    become: (next: readonly string[]): void => {
      relays = next
    },
  }
}
