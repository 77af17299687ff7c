import { loadLostCarts } from '../../../../background/carts/lost-carts.ts'
import { createRelayFallback } from '../../../../background/carts/relay-fallback.ts'
import { createRelayUpkeep } from '../../../../background/carts/relay-upkeep.ts'
import type { SharedRelays } from '../../../../background/carts/shared-relays.ts'
import type { Device } from './device.ts'
import { type Household, minutes } from './household.ts'

export interface MendingOptions {
  readonly id: string
  /** Those that this device knows the cart by: of its link, until it receives the cart. */
  readonly relays: readonly string[]
  /** What carts pick theirs from. */
  readonly list: readonly string[]
}

/** A device whose background sees to the cart's relays, as the extension's does. */
export async function mendingDevice(home: Household, { id, relays, list }: MendingOptions): Promise<Device> {
  const { secret, clock } = home
  const current = (): readonly string[] => device.agreed ?? relays
  const shared: SharedRelays = {
    known: () => ({ relays: current(), areAgreed: device.agreed !== undefined }),
    of: async () => ({ secret, relays: current() }),
    set: async (_cart, next) => device.agreeOn(next),
  }
  const upkeep = createRelayUpkeep({
    shared,
    records: () => device.records,
    probe: (_secret, tried) => device.probe(tried),
    list,
    isRetired: () => false,
    now: clock.now,
  })
  const fallback = createRelayFallback({
    shared,
    lost: await loadLostCarts(),
    upkeep,
    isPicked: relay => list.includes(relay),
    use: (_cart, used) => device.useRelays(used),
    now: clock.now,
  })
  const look = (): void => {
    const statuses = device.status?.relays ?? []
    if (statuses.some(({ state }) => state === 'connected')) void upkeep.look(id)
    void fallback.told(id, statuses)
  }
  const device: Device = home.device(id, {
    relays,
    onStatus: look,
    onAgreed: () => device.useRelays(fallback.relays(id)),
  })
  // The background's alarm, more often: where relays are tried out, time goes slowly.
  const again = (): void => {
    look()
    clock.after(minutes / 3, again)
  }
  again()
  return device
}
