import type { CartId } from '../../extension/cart/cart-id.ts'
import { relayAddress } from '../../extension/invite/relay-address.ts'
import { limits } from '../../extension/limits.ts'
import { UserError } from '../../extension/user-error.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { OwnRelays } from './own-relays.ts'
import { chooseRelays, mostRelays, type Probe } from './relay-choice.ts'
import type { SharedRelays } from './shared-relays.ts'

/** What a person does to the relays of a shared cart. All reject with `cart-gone` or `not-saved`. */
export interface RelayEdits {
  /** Rejects with `relay-address`, `relay-known`, `relay-limit`, or `relay-fails` (the message says why). */
  add(cart: CartId, text: string): Promise<void>
  /** Rejects with `relay-last`. */
  remove(cart: CartId, url: string): Promise<void>
  /** Back to those that are picked from the list. Rejects with `no-relays` when that is empty. */
  reset(cart: CartId): Promise<void>
}

export interface RelayEditsDeps {
  readonly shared: SharedRelays
  readonly probe: Probe
  readonly list: readonly string[]
  readonly own: OwnRelays
}

/** What was typed as a relay's address, of which most people leave out the scheme. */
function addressOf(text: string): string {
  const typed = text.trim()
  const address = relayAddress(/^[a-z]+:\/\//i.test(typed) ? typed : `wss://${typed}`)
  if (address === undefined || address.length > limits.url) throw new UserError('relay-address')
  return address
}

export function createRelayEdits({ shared, probe, list, own }: RelayEditsDeps): RelayEdits {
  // A probe takes seconds; what was added meanwhile must not be written over.
  const inTurn = oneAtATime()

  /** Throws when `address` cannot be one more of the cart's relays. */
  function requireRoom(relays: readonly string[], address: string): void {
    if (relays.includes(address)) throw new UserError('relay-known')
    if (relays.length >= mostRelays) throw new UserError('relay-limit')
  }

  async function add(id: CartId, text: string): Promise<void> {
    const address = addressOf(text)
    const { relays, secret } = await shared.of(id)
    requireRoom(relays, address)
    const [result] = await probe(secret, [address])
    if (!result?.works) throw new UserError('relay-fails', result?.problem)
    const now = (await shared.of(id)).relays
    requireRoom(now, address)
    // First, so that whoever is told of the cart's change already finds it.
    if (!list.includes(address)) await own.add(address)
    await shared.set(id, [...now, address])
  }

  async function remove(id: CartId, url: string): Promise<void> {
    const { relays } = await shared.of(id)
    if (!relays.includes(url)) return
    if (relays.length === 1) throw new UserError('relay-last')
    await own.remove(url)
    await shared.set(
      id,
      relays.filter(relay => relay !== url),
    )
  }

  async function reset(id: CartId): Promise<void> {
    if (list.length === 0) throw new UserError('no-relays')
    const { secret } = await shared.of(id)
    const { relays } = await chooseRelays({ secret, own: [], list, probe })
    await shared.set(id, relays)
  }

  return {
    add: (cart, text) => inTurn(() => add(cart, text)),
    remove: (cart, url) => inTurn(() => remove(cart, url)),
    reset: cart => inTurn(() => reset(cart)),
  }
}
