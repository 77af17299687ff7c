import type { CartId } from '../../extension/cart/cart-id.ts'
import type { RelayStatus } from '../network/protocol.ts'
import type { LostCarts } from './lost-carts.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { RelayUpkeep } from './relay-upkeep.ts'
import type { KnownRelays, SharedRelays } from './shared-relays.ts'

/** So long may all relays of a cart fail: its members agreed on them. */
const agreedMs = 60 * 60_000
/** So long may relays that a link names answer and have nothing of the cart. */
const emptyMs = 60_000

export interface RelayFallbackDeps {
  readonly shared: SharedRelays
  readonly lost: LostCarts
  readonly upkeep: Pick<RelayUpkeep, 'adopt' | 'spare'>
  /** Whether the relay was picked from the list, now or in an earlier version of it. */
  isPicked(relay: string): boolean
  /** The network is to use these relays for the cart from now on. */
  use(cart: CartId, relays: readonly string[]): void
  now(): number
}

/** Where a cart is looked for beside its relays while it is lost. */
export interface RelayFallback {
  /** What the network says of the cart's relays. */
  told(cart: CartId, relays: readonly RelayStatus[]): Promise<void>
  /** What the network is to use: the cart's relays, and those where it is looked for. */
  relays(cart: CartId): readonly string[]
}

/*
 * found --all of its relays fail--> lost --for an hour--> looked for on the likeliest relays of its ranking as well
 *       <--one of its relays was read--
 *
 * Every device of a cart has the same ranking. One that was away while the others' upkeep replaced relay after relay finds
 * them there, and what they agreed on; devices whose relays all died at once meet there, and adopt what works.
 *
 * A cart that was joined and not received yet is known by its link alone, which may be older than what became of its
 * relays: it is looked for at once, and soon also when they answer and have nothing of it. A cart that has no relay of the
 * list is where its members want it, and is waited for.
 */
export function createRelayFallback(deps: RelayFallbackDeps): RelayFallback {
  const { shared, lost, upkeep, now } = deps
  const looking = new Map<CartId, readonly string[]>()
  const inTurn = oneAtATime()

  function relays(id: CartId): readonly string[] {
    return [...new Set([...shared.known(id).relays, ...(looking.get(id) ?? [])])]
  }

  async function found(id: CartId): Promise<void> {
    await lost.found(id)
    if (looking.delete(id)) deps.use(id, relays(id))
  }

  /** For how long it has been lost, ms; from now on, if it was not. */
  async function lostFor(id: CartId): Promise<number> {
    const since = lost.since(id)
    // A time ahead of now was written by a clock that has been moved since.
    if (since !== undefined && since <= now()) return now() - since
    await lost.lost(id, now())
    return 0
  }

  async function lookFor(id: CartId): Promise<void> {
    const spare = await upkeep.spare(id)
    if (spare.length === 0) return
    looking.set(id, spare)
    deps.use(id, relays(id))
  }

  /** Answers whether it is to stay where it is looked for. */
  async function judge(id: CartId, statuses: readonly RelayStatus[]): Promise<boolean> {
    const known = shared.known(id)
    const own = statuses.filter(({ url }) => known.relays.includes(url))
    if (known.areAgreed && own.some(isRead)) await found(id)
    else if (!looking.has(id)) await lookIfLost(id, known, own)
    // What is between two attempts is as good as failed: `adopt` makes sure.
    else if (known.areAgreed && own.every(({ state }) => state !== 'connected')) {
      return statuses.some(status => looking.get(id)?.includes(status.url) && isRead(status))
    }
    return false
  }

  async function lookIfLost(id: CartId, known: KnownRelays, own: readonly RelayStatus[]): Promise<void> {
    if (!isLost(known, own)) return
    const isWithoutAnswer = own.every(isSilent)
    const patience = known.areAgreed ? agreedMs : isWithoutAnswer ? 0 : emptyMs
    if ((await lostFor(id)) >= patience) await lookFor(id)
  }

  function isLost({ relays, areAgreed }: KnownRelays, own: readonly RelayStatus[]): boolean {
    if (own.length === 0) return false
    if (!areAgreed) return own.every(isSettled)
    return relays.some(deps.isPicked) && own.every(isSilent)
  }

  return {
    async told(id, statuses) {
      const isToStay = await inTurn(() => judge(id, statuses))
      if (isToStay) await upkeep.adopt(id)
    },
    relays,
  }
}

function isRead({ state, holds }: RelayStatus): boolean {
  return state === 'connected' && holds !== undefined
}

/** It failed; or it said nothing of the cart until the network came to rest. */
function isSilent({ state, holds }: RelayStatus): boolean {
  return state === 'failed' || (state === 'resting' && holds === undefined)
}

function isSettled(relay: RelayStatus): boolean {
  return isSilent(relay) || isRead(relay)
}
