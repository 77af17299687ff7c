import type { CartId } from '../../extension/cart/cart-id.ts'
import { relaysOfCart } from '../../extension/relays/rendezvous.ts'
import type { RelayRecord } from '../network/protocol.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { mostRelays, type Probe, rankFor } from './relay-choice.ts'
import type { SharedRelays } from './shared-relays.ts'
import { loadUpkeep, saveUpkeep } from './upkeep-state.ts'

const dayMs = 24 * 60 * 60_000
/** Days on which a relay failed while others answered: a device may be used for minutes a day, or on weekends alone. */
const lastingDays = 7
/** Between two attempts to find others for a cart whose relays are all lost. */
const adoptionMs = 60 * 60_000
/** Refusals in a row after which a relay that answers is tried out again: with the back-off, most of a day. */
const manyRefusals = 20
/** Relays that are tried out as replacements at one time. */
const mostTried = 8

export interface RelayUpkeepDeps {
  readonly shared: SharedRelays
  /** What is remembered of every relay. */
  records(): readonly RelayRecord[]
  readonly probe: Probe
  readonly list: readonly string[]
  isRetired(relay: string): boolean
  now(): number
}

export interface RelayUpkeep {
  /**
   * Replaces those of a cart's relays that are of no use any more, at most once a day. To be called when a relay of the
   * cart answered: without that, no relay can be told to be at fault.
   */
  look(cart: CartId): Promise<void>
  /**
   * Gives a cart, all of whose relays are lost, others beside them, at most once an hour. To be called when a relay of the
   * list answered: without that, this device may be what is cut off.
   */
  adopt(cart: CartId): Promise<void>
  /** The relays of the list that come next for the cart, best first: what is tried out for it. */
  spare(cart: CartId): Promise<readonly string[]>
}

/*
 * A relay that was picked from the list is replaced when it failed on seven days while others answered, when it is retired, or
 * when it is tried out and does not work: once after Share picked it untried, and when it keeps refusing. In its place comes
 * the next of the cart's ranking that works, so that devices which act at once choose the same. A relay that is not of
 * the list is a person's own, and theirs to remove.
 *
 * Relays that are lost all at once stay beside those that come instead, until they too have failed on seven days: what this
 * device cannot reach, others may, and where it can, they find what became of the cart.
 */
export function createRelayUpkeep(deps: RelayUpkeepDeps): RelayUpkeep {
  const { shared, probe, list, now } = deps
  /** When each cart is to be looked at again: spares the storage a question for each status. */
  const nextLook = new Map<CartId, number>()
  const inTurn = oneAtATime()

  async function look(id: CartId): Promise<void> {
    const upkeep = await loadUpkeep(id)
    const { lookedAt, untried } = upkeep
    // A time ahead of now was written by a clock that has been moved since.
    if (lookedAt <= now() && now() < lookedAt + dayMs) {
      nextLook.set(id, lookedAt + dayMs)
      return
    }
    nextLook.set(id, now() + dayMs)
    // Before the work, which may fail, or be cut short: once a day is all that relays are asked to bear.
    const looked = { ...upkeep, lookedAt: now() }
    await saveUpkeep(id, looked)
    await replaceUseless(id, untried)
    if (untried.length > 0) await saveUpkeep(id, { ...looked, untried: [] })
  }

  async function replaceUseless(id: CartId, untried: readonly string[]): Promise<void> {
    const { relays, secret } = await shared.of(id)
    const useless = await uselessOf(relays, secret, untried)
    if (useless.length === 0) return
    // After `adopt` there may be enough without them.
    const missing = Math.max(0, relaysOfCart - relays.filter(isPicked).length + useless.length)
    const working = missing > 0 ? await thatWork(secret, await spareOf(secret, relays)) : []
    const instead = new Map(useless.map((relay, at) => [relay, at < missing ? [working[at] ?? relay] : []]))
    // What changed while relays were tried out stays.
    const current = (await shared.of(id)).relays
    const replaced = [...new Set(current.flatMap(relay => instead.get(relay) ?? relay))]
    if (replaced.join() !== current.join()) await shared.set(id, replaced)
  }

  async function adopt(id: CartId): Promise<void> {
    const upkeep = await loadUpkeep(id)
    const { adoptedAt } = upkeep
    if (adoptedAt !== undefined && adoptedAt <= now() && now() < adoptedAt + adoptionMs) return
    await saveUpkeep(id, { ...upkeep, adoptedAt: now() })
    const { relays, secret } = await shared.of(id)
    const tried = await thatWork(secret, [...relays, ...(await spareOf(secret, relays))])
    // A device that was offline may reach others first. And what these others hold may have named other relays.
    if (tried.some(relay => relays.includes(relay))) return
    if ((await shared.of(id)).relays.join() !== relays.join()) return
    const adopted = tried.slice(0, relaysOfCart)
    const own = relays.filter(relay => !isPicked(relay))
    const lost = [...own, ...relays.filter(isPicked)].slice(0, mostRelays - adopted.length)
    if (adopted.length > 0) await shared.set(id, [...lost, ...adopted])
  }

  /** What may come in the place of others, best first. */
  async function spareOf(secret: Uint8Array, relays: readonly string[]): Promise<string[]> {
    const ranked = await rankFor(secret, list, relays)
    return ranked.filter(relay => !isFailing(relay)).slice(0, mostTried)
  }

  function isPicked(relay: string): boolean {
    return list.includes(relay) || deps.isRetired(relay)
  }

  async function uselessOf(
    relays: readonly string[],
    secret: Uint8Array,
    untried: readonly string[],
  ): Promise<string[]> {
    const picked = relays.filter(isPicked)
    const lost = picked.filter(relay => isFailing(relay) || deps.isRetired(relay))
    const doubtful = picked.filter(
      relay => !lost.includes(relay) && (untried.includes(relay) || refusals(relay) >= manyRefusals),
    )
    const working = await thatWork(secret, doubtful)
    return picked.filter(
      relay => lost.includes(relay) || (doubtful.includes(relay) && !working.includes(relay)),
    )
  }

  async function thatWork(secret: Uint8Array, relays: readonly string[]): Promise<string[]> {
    if (relays.length === 0) return []
    const results = await probe(secret, relays)
    return relays.filter(relay => results.some(({ url, works }) => works && url === relay))
  }

  function recordOf(relay: string): RelayRecord | undefined {
    return deps.records().find(({ url }) => url === relay)
  }

  function isFailing(relay: string): boolean {
    return (recordOf(relay)?.failed?.days ?? 0) >= lastingDays
  }

  function refusals(relay: string): number {
    return recordOf(relay)?.refusals ?? 0
  }

  return {
    async look(cart) {
      if ((nextLook.get(cart) ?? 0) > now()) return
      await inTurn(() => look(cart))
    },
    adopt: cart => inTurn(() => adopt(cart)),
    async spare(cart) {
      const { relays, secret } = await shared.of(cart)
      return spareOf(secret, relays)
    },
  }
}
