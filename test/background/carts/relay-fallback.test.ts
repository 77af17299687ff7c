import { beforeEach, describe, expect, test, vi } from 'vitest'
import { loadLostCarts } from '../../../background/carts/lost-carts.ts'
import { createRelayFallback } from '../../../background/carts/relay-fallback.ts'
import type { RelayStatus } from '../../../background/network/protocol.ts'
import { fakeStorage } from '../../support/fake-storage.ts'
import { relaysInMemory } from './relays-in-memory.ts'

const profile = vi.hoisted(() => ({ storage: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return profile.storage
    },
  },
}))

const [own, other, spare] = ['wss://own.example', 'wss://other.example', 'wss://spare.example']
const minute = 60_000
const hour = 60 * minute

const failed = (url: string): RelayStatus => ({ url, state: 'failed', problem: 'gone', hasAll: false })
const connecting = (url: string): RelayStatus => ({ url, state: 'connecting', hasAll: false })
const read = (url: string): RelayStatus => ({
  url,
  state: 'connected',
  hasAll: false,
  holds: { events: 0, bytes: 0, devices: 0 },
})

interface CartOptions {
  readonly areAgreed?: boolean
  readonly picked?: readonly string[]
}

/** A cart with the relays `own` and `other`, one more of its ranking, and the device's background. */
async function cartOf({ areAgreed = true, picked = [own, spare] }: CartOptions = {}) {
  const clock = { now: 1_800_000_000_000 }
  const used: (readonly string[])[] = []
  const adopted: string[] = []
  const cart = relaysInMemory(new Uint8Array(32), [own, other], areAgreed)
  const start = async () =>
    createRelayFallback({
      shared: cart.shared,
      lost: await loadLostCarts(),
      upkeep: {
        async adopt(id) {
          adopted.push(id)
        },
        spare: async () => [spare],
      },
      isPicked: relay => picked.includes(relay),
      use: (_cart, relays) => used.push(relays),
      now: () => clock.now,
    })
  const fallback = await start()
  return { ...cart, clock, used, adopted, start, fallback }
}

beforeEach(() => {
  profile.storage = fakeStorage()
})

describe('a cart that members agreed on', () => {
  test('is looked for on others once all of its relays have failed for an hour, over restarts too', async () => {
    const { fallback, start, clock, used } = await cartOf()
    await fallback.told('shared', [failed(own), failed(other)])
    clock.now += hour - 1
    await fallback.told('shared', [failed(own), failed(other)])
    expect(used).toEqual([])
    clock.now += 1
    const next = await start()
    await next.told('shared', [connecting(own), failed(other)])
    expect(used).toEqual([])
    await next.told('shared', [failed(own), failed(other)])
    await next.told('shared', [failed(own), failed(other), connecting(spare)])
    expect(used).toEqual([[own, other, spare]])
    expect(next.relays('shared')).toEqual([own, other, spare])
  })

  test('adopts nothing while one of its own is there, or none of the others was read', async () => {
    const { fallback, clock, adopted } = await cartOf()
    await fallback.told('shared', [failed(own), failed(other)])
    clock.now += hour
    await fallback.told('shared', [failed(own), failed(other)])
    await fallback.told('shared', [failed(own), failed(other), failed(spare)])
    await fallback.told('shared', [{ ...connecting(own), state: 'connected' }, failed(other), read(spare)])
    expect(adopted).toEqual([])
  })

  test('adopts others when one of them was read, also while its own are being tried once more', async () => {
    const { fallback, clock, adopted } = await cartOf()
    await fallback.told('shared', [failed(own), failed(other)])
    clock.now += hour
    await fallback.told('shared', [failed(own), failed(other)])
    await fallback.told('shared', [connecting(own), failed(other), read(spare)])
    expect(adopted).toEqual(['shared'])
  })

  test('is lost as well when a relay let this device in and said nothing until the network came to rest', async () => {
    const { fallback, clock, used } = await cartOf()
    const resting = (relay: RelayStatus): RelayStatus => ({ ...relay, state: 'resting' })
    await fallback.told('shared', [{ ...connecting(own), state: 'connected' }, failed(other)])
    await fallback.told('shared', [resting(connecting(own)), resting(failed(other))])
    clock.now += hour
    await fallback.told('shared', [resting(read(own)), resting(failed(other))])
    expect(used).toEqual([])
    await fallback.told('shared', [resting(connecting(own)), resting(failed(other))])
    expect(used).toEqual([[own, other, spare]])
  })

  test('is found, and no longer looked for, when one of its own relays was read', async () => {
    const { fallback, clock, used } = await cartOf()
    await fallback.told('shared', [failed(own), failed(other)])
    clock.now += hour
    await fallback.told('shared', [failed(own), failed(other)])
    await fallback.told('shared', [failed(own), read(other), read(spare)])
    expect(used.at(-1)).toEqual([own, other])
    clock.now += hour
    await fallback.told('shared', [failed(own), failed(other)])
    expect(used).toHaveLength(2)
  })

  test('is waited for when none of its relays is of the list', async () => {
    const { fallback, clock, used } = await cartOf({ picked: [spare] })
    await fallback.told('shared', [failed(own), failed(other)])
    clock.now += 24 * hour
    await fallback.told('shared', [failed(own), failed(other)])
    expect(used).toEqual([])
  })

  test('is lost from now on when the clock was moved back', async () => {
    const { fallback, clock, used } = await cartOf()
    await fallback.told('shared', [failed(own), failed(other)])
    clock.now -= 24 * hour
    await fallback.told('shared', [failed(own), failed(other)])
    clock.now += hour
    await fallback.told('shared', [failed(own), failed(other)])
    expect(used).toHaveLength(1)
  })
})

describe('a cart that is known by its link alone', () => {
  test('is looked for on others as soon as all relays of the link have failed', async () => {
    const { fallback, used, adopted } = await cartOf({ areAgreed: false, picked: [] })
    await fallback.told('shared', [connecting(own), failed(other)])
    expect(used).toEqual([])
    await fallback.told('shared', [failed(own), failed(other)])
    expect(used).toEqual([[own, other, spare]])
    await fallback.told('shared', [failed(own), failed(other), read(spare)])
    expect(adopted).toEqual([])
  })

  test('is looked for after a minute when they have nothing of it', async () => {
    const { fallback, clock, used } = await cartOf({ areAgreed: false })
    await fallback.told('shared', [read(own), failed(other)])
    expect(used).toEqual([])
    clock.now += minute
    await fallback.told('shared', [read(own), failed(other)])
    expect(used).toHaveLength(1)
  })
})
