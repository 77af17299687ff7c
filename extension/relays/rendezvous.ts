/** How many of the list a cart uses. */
export const relaysOfCart = 5

async function weight(seed: string, relay: string): Promise<bigint> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${seed}|${relay}`))
  return new DataView(digest).getBigUint64(0)
}

/**
 * The relays in the order in which the cart of `seed` prefers them: by the first 8 bytes of SHA-256(seed | address),
 * greatest first. Every device gets the same order, whatever the order of `relays`; carts spread evenly over the list; and
 * a relay that joins or leaves it moves no other. This is rendezvous hashing, or highest random weight: Thaler and
 * Ravishankar, "Using Name-Based Mappings to Increase Hit Rates", IEEE/ACM Transactions on Networking 6 (1), 1998.
 */
export async function rankRelays(seed: string, relays: readonly string[]): Promise<string[]> {
  const weighed = await Promise.all(
    [...new Set(relays)].map(async relay => ({ relay, weight: await weight(seed, relay) })),
  )
  const byWeight = weighed.sort((a, b) => Number(b.weight > a.weight) - Number(b.weight < a.weight))
  return byWeight.map(({ relay }) => relay)
}
