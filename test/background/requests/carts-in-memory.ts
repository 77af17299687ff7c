import { type Carts, openCarts } from '../../../background/carts/carts.ts'
import { createMemoryStore } from '../store/memory-store.ts'

/** Carts that are kept in memory and told to nobody; every relay works. The test has put a storage in place. */
export function cartsInMemory(): Promise<Carts> {
  const nothing = (): void => {}
  return openCarts({
    store: createMemoryStore(),
    probe: async (_secret, relays) => relays.map(url => ({ url, works: true })),
    ownRelays: () => [],
    onChange: nothing,
    onListChange: nothing,
    onShared: nothing,
    onRelays: nothing,
    onOwnUpdates: nothing,
  })
}
