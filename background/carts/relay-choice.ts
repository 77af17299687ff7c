import { deriveRelaySeed } from '../../extension/invite/keys.ts'
import { rankRelays, relaysOfCart } from '../../extension/relays/rendezvous.ts'
import type { ProbeResult } from '../network/protocol.ts'

/** Tries relays out with a cart's secret. Rejects with UserError `no-answer` when the network says nothing. */
export type Probe = (secret: Uint8Array, relays: readonly string[]) => Promise<readonly ProbeResult[]>

/** What a cart has at most. Each relay gets every change, so more of them cost every member's device and help little. */
export const mostRelays = 10

/** How many of the list are tried out, and how long a person who clicked Share waits for that. */
const mostTried = 8
const patienceMs = 3_500

export interface RelayChoiceOptions {
  readonly secret: Uint8Array
  /** The person's own relays: taken untried, and first. Of more than five, the first five. */
  readonly own: readonly string[]
  /** What the rest is picked from. */
  readonly list: readonly string[]
  readonly probe: Probe
}

export interface RelayChoice {
  readonly relays: readonly string[]
  /** Those of them that are not known to work. */
  readonly untried: readonly string[]
}

/** The list without `except`, in the order in which the cart prefers it: the same on every device. */
export async function rankFor(
  secret: Uint8Array,
  list: readonly string[],
  except: readonly string[],
): Promise<string[]> {
  const ranked = await rankRelays(await deriveRelaySeed(secret), list)
  return ranked.filter(relay => !except.includes(relay))
}

/**
 * Where a cart can be expected that none of `except` has: what `chooseRelays` would try out for it, and what members who
 * were there took in the place of relays that are gone.
 */
export async function likelyRelays(
  secret: Uint8Array,
  list: readonly string[],
  except: readonly string[] = [],
): Promise<string[]> {
  return (await rankFor(secret, list, except)).slice(0, mostTried)
}

/**
 * Picks a new cart's relays: the person's own, and the first five of the cart's ranking that work, as far as that is found
 * out within 3.5 s. Filled up with those that did not answer yet or were not tried; then, since a relay may be back, with
 * those that failed. Where none works (offline), the ranking alone decides. Never rejects.
 */
export async function chooseRelays({ secret, own, list, probe }: RelayChoiceOptions): Promise<RelayChoice> {
  const ranked = await rankFor(secret, list, own)
  const works = await tryOut(ranked.slice(0, mostTried), async relay => {
    const [result] = await probe(secret, [relay])
    return result?.works ?? false
  })
  const byResult = (wanted: boolean | undefined): string[] =>
    ranked.filter(relay => works.get(relay) === wanted)
  const working = byResult(true)
  const order = working.length > 0 ? [...working, ...byResult(undefined), ...byResult(false)] : ranked
  const picked = order.slice(0, relaysOfCart)
  return {
    relays: [...own.slice(0, relaysOfCart), ...picked],
    untried: picked.filter(relay => !works.get(relay)),
  }
}

/**
 * Asks `tries` of all `relays` at once and answers what is known when the first five that work are certain, when
 * all have answered, or when patience ends.
 */
function tryOut(
  relays: readonly string[],
  tries: (relay: string) => Promise<boolean>,
): Promise<ReadonlyMap<string, boolean>> {
  return new Promise(resolve => {
    const known = new Map<string, boolean>()
    const patience = setTimeout(finish, patienceMs)
    function finish(): void {
      clearTimeout(patience)
      resolve(new Map(known))
    }
    function learn(relay: string, works: boolean): void {
      known.set(relay, works)
      if (isDecided(relays, known)) finish()
    }
    for (const relay of relays) {
      tries(relay).then(
        works => learn(relay, works),
        error => {
          console.debug(`${relay} could not be tried out: ${error}`)
          learn(relay, false)
        },
      )
    }
    if (relays.length === 0) finish()
  })
}

/** Whether what is still unknown can change nothing of the first five that work. */
function isDecided(relays: readonly string[], known: ReadonlyMap<string, boolean>): boolean {
  const undecided = relays.findIndex(relay => !known.has(relay))
  if (undecided < 0) return true
  return relays.slice(0, undecided).filter(relay => known.get(relay)).length >= relaysOfCart
}
