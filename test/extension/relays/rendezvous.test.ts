import fc from 'fast-check'
import { expect, test } from 'vitest'
import { relayAddress } from '../../../extension/invite/relay-address.ts'
import { isRetired, relayList, shippedRelays } from '../../../extension/relays/relay-list.ts'
import { rankRelays, relaysOfCart } from '../../../extension/relays/rendezvous.ts'

const seeds = fc.string({ minLength: 22, maxLength: 22 })
const lists = fc.uniqueArray(fc.webUrl({ validSchemes: ['wss'] }), { minLength: 1, maxLength: 30 })

// Frozen: devices of another version must come to the same order.
test('the ranking of a known seed', async () => {
  const relays = ['wss://a.example', 'wss://b.example', 'wss://c.example', 'wss://d.example']
  expect(await rankRelays('oFEZsXtmlks1yOqdISkZBg', relays)).toMatchInlineSnapshot(`
    [
      "wss://c.example",
      "wss://a.example",
      "wss://d.example",
      "wss://b.example",
    ]
  `)
})

test('the order of the list does not matter, and nothing is lost or doubled', () =>
  fc.assert(
    fc.asyncProperty(seeds, lists, async (seed, relays) => {
      const ranked = await rankRelays(seed, relays)
      expect(await rankRelays(seed, [...relays, ...relays].reverse())).toEqual(ranked)
      expect([...ranked].sort()).toEqual([...relays].sort())
    }),
  ))

test('a relay that leaves the list moves only itself', () =>
  fc.assert(
    fc.asyncProperty(seeds, lists, fc.nat(), async (seed, relays, pick) => {
      const gone = relays[pick % relays.length]
      const ranked = await rankRelays(seed, relays)
      const without = await rankRelays(
        seed,
        relays.filter(relay => relay !== gone),
      )
      expect(without).toEqual(ranked.filter(relay => relay !== gone))
    }),
  ))

test('carts spread evenly over the shipped list', async () => {
  const carts = 2_000
  const uses = new Map<string, number>()
  for (let cart = 0; cart < carts; cart++) {
    for (const relay of (await rankRelays(`seed ${cart}`, shippedRelays)).slice(0, relaysOfCart))
      uses.set(relay, (uses.get(relay) ?? 0) + 1)
  }
  const mean = (carts * relaysOfCart) / shippedRelays.length
  // The seeds are fixed, so this is no matter of chance. A fair draw strays by 4 % (one standard deviation).
  for (const relay of shippedRelays) {
    expect(uses.get(relay)).toBeGreaterThan(mean * 0.85)
    expect(uses.get(relay)).toBeLessThan(mean * 1.15)
  }
})

test('the shipped list names canonical addresses, each once, each by two sources', () => {
  const urls = relayList.map(({ url }) => url)
  expect(urls.map(relayAddress)).toEqual(urls)
  expect(new Set(urls).size).toBe(urls.length)
  expect(urls.length).toBeGreaterThanOrEqual(15)
  for (const { sources } of relayList) {
    const independent = new Set(sources.map(source => source.replace(/\d+$/, '')))
    expect(independent.size).toBeGreaterThanOrEqual(2)
  }
  expect(shippedRelays.some(isRetired)).toBe(false)
})
