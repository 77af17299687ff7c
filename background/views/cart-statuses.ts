import type { CartId } from '../../extension/cart/cart-id.ts'
import type { KeptState, NetworkStatus, RelayStatus } from '../network/protocol.ts'

/** How each shared cart is on the network: what the network last said, or else what is known without it. */
export interface CartStatuses {
  of(cart: CartId): NetworkStatus | undefined
  told(cart: CartId, status: NetworkStatus): void
  /**
   * What is known before the network said anything: nothing, if nothing was kept. `savedOn`: where the cart, just as it is
   * now, counts as saved.
   */
  remembered(
    cart: CartId,
    relays: readonly string[],
    kept: KeptState | undefined,
    savedOn: readonly string[],
  ): void
  /** This device made so many changes, of which the network has said nothing yet. */
  ownChanges(cart: CartId, count: number): void
  /** The network begins to run (true), or rests. */
  running(running: boolean): void
}

/** `onChange` is told of each cart whose status is another now. */
export function createCartStatuses(
  onChange: (cart: CartId, before: NetworkStatus | undefined) => void,
): CartStatuses {
  const statuses = new Map<CartId, NetworkStatus>()

  function set(cart: CartId, status: NetworkStatus): void {
    const before = statuses.get(cart)
    statuses.set(cart, status)
    onChange(cart, before)
  }

  return {
    of: cart => statuses.get(cart),
    told: set,
    remembered(cart, relays, kept, savedOn) {
      if (kept && !statuses.has(cart)) set(cart, statusFrom(relays, kept, savedOn))
    },
    ownChanges(cart, count) {
      const status = statuses.get(cart)
      if (!status) return
      const relays = status.relays.map(relay => ({ ...relay, hasAll: false }))
      set(cart, { ...status, relays, savedOn: 0, waiting: status.waiting + count })
    },
    running(running) {
      for (const [cart, status] of statuses) set(cart, running ? begun(status) : rested(status))
    },
  }
}

function statusFrom(relays: readonly string[], kept: KeptState, where: readonly string[]): NetworkStatus {
  const hasAll = (url: string): boolean => where.includes(url)
  const savedOn = relays.filter(hasAll).length
  return {
    relays: relays.map(url => ({ url, state: 'connecting', hasAll: hasAll(url) })),
    peers: [],
    savedOn,
    ...(savedOn > 0 && { savedAt: kept.savedAt }),
    waiting: savedOn > 0 ? 0 : Math.max(1, kept.waiting),
  }
}

function begun(status: NetworkStatus): NetworkStatus {
  const relays = status.relays.map((relay): RelayStatus => {
    return relay.state === 'resting' ? { ...relay, state: 'connecting' } : relay
  })
  return { ...status, relays }
}

/** What is under way has ended; a relay that failed is one that rests now, and says why it failed. */
function rested({ progress, ...status }: NetworkStatus): NetworkStatus {
  const relays = status.relays.map((relay): RelayStatus => ({ ...relay, state: 'resting' }))
  return { ...status, relays, peers: [] }
}
