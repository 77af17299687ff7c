import * as Y from 'yjs'
import { readSlot } from '../../background/network/mailbox/slot.ts'
import type { NetworkStatus } from '../../background/network/protocol.ts'
import { deriveKeys } from '../../extension/invite/keys.ts'
import type { Random } from './random.ts'
import type { SimulatedDevice } from './simulated-device.ts'
import type { SimulatedRelay } from './simulated-relay.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What a device has just done, its status does not tell yet. */
const quietMs = 2_000
/** Longer than it takes to connect to a relay anew and to read it. */
const unknownMs = 2 * 60_000
/** Looking into a relay takes long: only some claims are looked into. */
const share = 0.15

export interface ClaimsOptions {
  readonly secret: Uint8Array
  readonly time: VirtualTime
  readonly random: Random
  readonly relays: readonly SimulatedRelay[]
}

/** Looks into relays, as no member can, whether they have what a device's status says they gave back. */
export class Claims {
  readonly #options: ClaimsOptions
  /** Relays that a device's status last said have everything. */
  readonly #said = new Map<SimulatedDevice, ReadonlySet<string>>()
  readonly #untrue: string[] = []
  #looked = 0

  constructor(options: ClaimsOptions) {
    this.#options = options
  }

  /** Claims that were not true. */
  get untrue(): readonly string[] {
    return this.#untrue
  }

  /** How many claims were looked into. */
  get looked(): number {
    return this.#looked
  }

  status(status: NetworkStatus, device: SimulatedDevice): void {
    const now = status.relays
      // What is not known what it holds, an earlier run of the network saw.
      .filter(({ hasAll, holds }) => hasAll && holds !== undefined)
      .map(({ url }) => url)
    const before = this.#said.get(device)
    this.#said.set(device, new Set(now))
    const { time, random, relays } = this.#options
    if (!device.isSaved || device.changedAt > time.now() - quietMs) return
    for (const relay of relays) {
      // It was emptied, or what it said was not what it had, so shortly before that no device can know.
      const changedAt = Math.max(relay.emptiedAt, relay.staleUntil)
      if (!now.includes(relay.url) || before?.has(relay.url) || changedAt > time.now() - unknownMs) continue
      if (random.chance(share)) this.#look(relay, device)
    }
  }

  #look(relay: SimulatedRelay, device: SimulatedDevice): void {
    this.#looked += 1
    const wanted = Y.snapshot(device.doc)
    const claim = `${device.name} said at ${new Date(this.#options.time.now()).toISOString()} that ${relay.url} has all`
    contentsOf(relay, this.#options.secret).then(
      held => {
        if (!covers(held, wanted)) this.#untrue.push(claim)
      },
      error => this.#untrue.push(`${claim}, but it cannot be read: ${error}`),
    )
  }
}

async function contentsOf(relay: SimulatedRelay, secret: Uint8Array): Promise<Y.Snapshot> {
  const events = relay.events()
  const { contentKey } = await deriveKeys(secret)
  const doc = new Y.Doc()
  for (const event of events) Y.applyUpdate(doc, (await readSlot(event, contentKey)).update)
  return Y.snapshot(doc)
}

function covers(held: Y.Snapshot, wanted: Y.Snapshot): boolean {
  for (const [client, clock] of wanted.sv) if ((held.sv.get(client) ?? 0) < clock) return false
  return Y.equalDeleteSets(held.ds, Y.mergeDeleteSets([held.ds, wanted.ds]))
}
