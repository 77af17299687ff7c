import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Probe, rankFor } from '../../../background/carts/relay-choice.ts'
import { createRelayUpkeep } from '../../../background/carts/relay-upkeep.ts'
import { loadUpkeep, saveUpkeep } from '../../../background/carts/upkeep-state.ts'
import type { RelayRecord } from '../../../background/network/protocol.ts'
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

const day = 24 * 60 * 60_000
const start = 1_800_000_000_000
const secret = new Uint8Array(32).fill(9)
const list = Array.from({ length: 9 }, (_, index) => `wss://relay-${index}.example`)
const ranked = await rankFor(secret, list, [])
const at = (...places: number[]): string[] => places.map(place => ranked[place] ?? '')

/** One device that looks at the cart's relays. Those in `dead` fail when they are tried out. */
function device(relays: readonly string[], dead: readonly string[] = [], retired: readonly string[] = []) {
  const cart = relaysInMemory(secret, relays)
  const clock = { now: start }
  const records: RelayRecord[] = []
  const asked: string[] = []
  const probe: Probe = async (_secret, tried) => {
    asked.push(...tried)
    return tried.map(url => ({ url, works: !dead.includes(url) }))
  }
  const deps = {
    shared: cart.shared,
    records: () => records,
    probe,
    list,
    isRetired: (relay: string) => retired.includes(relay),
    now: () => clock.now,
  }
  return {
    ...cart,
    clock,
    records,
    asked,
    upkeep: createRelayUpkeep(deps),
    restart: () => createRelayUpkeep(deps),
  }
}

beforeEach(() => {
  profile.storage = fakeStorage()
})

describe('a relay of the list', () => {
  test('that failed on seven days gives its place to the next of the ranking that works', async () => {
    const { upkeep, records, current, asked } = device(at(0, 1, 2, 3, 4), at(5))
    records.push({ url: at(1)[0] ?? '', failed: { days: 7, last: 0 } })
    await upkeep.look('shared')
    expect(current()).toEqual(at(0, 6, 2, 3, 4))
    expect(asked).toEqual(at(5, 6, 7, 8))
  })

  test('that failed on fewer days stays, and nothing is tried out', async () => {
    const { upkeep, records, writes, asked } = device(at(0, 1, 2, 3, 4))
    records.push({ url: at(1)[0] ?? '', failed: { days: 6, last: 0 } })
    await upkeep.look('shared')
    expect([writes(), asked]).toEqual([0, []])
  })

  test('stays when nothing better works', async () => {
    const { upkeep, records, writes } = device(at(0, 1, 2, 3, 4), at(5, 6, 7, 8))
    records.push({ url: at(1)[0] ?? '', failed: { days: 7, last: 0 } })
    await upkeep.look('shared')
    expect(writes()).toBe(0)
  })

  test('that is retired is replaced at once', async () => {
    const { upkeep, current } = device(['wss://old.example', ...at(1, 2)], [], ['wss://old.example'])
    await upkeep.look('shared')
    expect(current()).toEqual(at(0, 1, 2))
  })

  test('that keeps refusing is tried out, and replaced when it really does not work', async () => {
    const [first = '', second = ''] = at(0, 1)
    const { upkeep, records, current } = device(at(0, 1, 2), [second])
    records.push({ url: first, refusals: 30 }, { url: second, refusals: 30 })
    await upkeep.look('shared')
    expect(current()).toEqual(at(0, 3, 2))
  })

  test('that Share could not try out is tried out once, and replaced when it does not work', async () => {
    await saveUpkeep('shared', { lookedAt: 0, untried: at(2, 4) })
    const { upkeep, current, clock, asked } = device(at(0, 1, 2, 3, 4), at(4))
    await upkeep.look('shared')
    expect(current()).toEqual(at(0, 1, 2, 3, 5))
    expect(await loadUpkeep('shared')).toEqual({ lookedAt: start, untried: [] })
    asked.length = 0
    clock.now += 2 * day
    await upkeep.look('shared')
    expect(asked).toEqual([])
  })
})

test('a person’s own relay is never replaced', async () => {
  const { upkeep, records, writes } = device(['wss://own.example', ...at(0)])
  records.push({ url: 'wss://own.example', failed: { days: 7, last: 0 }, refusals: 99 })
  await upkeep.look('shared')
  expect(writes()).toBe(0)
})

test('a relay that failed on seven days is not taken in another’s place', async () => {
  const { upkeep, records, current } = device(at(0, 1, 2, 3, 4))
  for (const url of at(1, 5)) records.push({ url, failed: { days: 7, last: 0 } })
  await upkeep.look('shared')
  expect(current()).toEqual(at(0, 6, 2, 3, 4))
})

test('two devices that act at once choose the same', async () => {
  const devices = [device(at(0, 1, 2, 3, 4), at(6)), device(at(0, 1, 2, 3, 4), at(6))]
  for (const { records } of devices)
    for (const url of at(3, 0)) records.push({ url, failed: { days: 7, last: 0 } })
  for (const { upkeep } of devices) {
    profile.storage = fakeStorage()
    await upkeep.look('shared')
  }
  expect(devices.map(({ current }) => current())).toEqual([at(5, 1, 2, 7, 4), at(5, 1, 2, 7, 4)])
})

test('a cart is looked at once a day, over restarts too, and whatever became of the clock', async () => {
  const looking = device(at(0, 1, 2))
  const { clock, records, writes } = looking
  await looking.upkeep.look('shared')
  records.push({ url: at(0)[0] ?? '', failed: { days: 7, last: 0 } })
  for (const upkeep of [looking.upkeep, looking.restart()]) {
    clock.now += 0.4 * day
    await upkeep.look('shared')
    expect(writes()).toBe(0)
  }
  clock.now += 0.3 * day
  await looking.upkeep.look('shared')
  expect(writes()).toBe(1)
  await saveUpkeep('shared', { lookedAt: clock.now + 400 * day, untried: [] })
  records.push({ url: at(1)[0] ?? '', failed: { days: 7, last: 0 } })
  await looking.restart().look('shared')
  expect(writes()).toBe(2)
})

test('what a member changed while relays were tried out stays', async () => {
  const cart = relaysInMemory(secret, at(0, 1))
  const upkeep = createRelayUpkeep({
    shared: cart.shared,
    records: () => at(1).map(url => ({ url, failed: { days: 7, last: 0 } })),
    probe: async (_secret, relays) => {
      cart.become(['wss://own.example', ...at(1)])
      return relays.map(url => ({ url, works: true }))
    },
    list,
    isRetired: () => false,
    now: () => start,
  })
  await upkeep.look('shared')
  expect(cart.current()).toEqual(['wss://own.example', ...at(2)])
})

test('a look that failed is no reason to try again at once, nor to forget what was never tried out', async () => {
  await saveUpkeep('shared', { lookedAt: 0, untried: at(1) })
  const cart = relaysInMemory(secret, at(0, 1))
  const upkeep = createRelayUpkeep({
    shared: cart.shared,
    records: () => [],
    probe: () => Promise.reject(new Error('no answer')),
    list,
    isRetired: () => false,
    now: () => start,
  })
  await expect(upkeep.look('shared')).rejects.toThrow('no answer')
  await upkeep.look('shared')
  expect(await loadUpkeep('shared')).toEqual({ lookedAt: start, untried: at(1) })
})

describe('a cart whose relays are all lost', () => {
  test('gets the first five of the ranking that work beside them', async () => {
    const { upkeep, current } = device(at(0, 1, 2), at(0, 1, 2, 4))
    await upkeep.adopt('shared')
    expect(current()).toEqual(at(0, 1, 2, 3, 5, 6, 7, 8))
  })

  test('keeps to ten, the person’s own before the others that are lost', async () => {
    const own = ['wss://own-1.example', 'wss://own-2.example', 'wss://own-3.example']
    const lost = [...at(0, 1, 2), ...own]
    const { upkeep, current } = device(lost, lost)
    await upkeep.adopt('shared')
    expect(current()).toEqual([...own, ...at(0, 1, 3, 4, 5, 6, 7)])
  })

  test('stays where it is when one of them works after all, or none of the others does', async () => {
    for (const dead of [at(0, 2), ranked]) {
      profile.storage = fakeStorage()
      const { upkeep, writes } = device(at(0, 1, 2), dead)
      await upkeep.adopt('shared')
      expect(writes()).toBe(0)
    }
  })

  test('is where the others found it, if that was read meanwhile', async () => {
    const cart = relaysInMemory(secret, at(0, 1))
    const { upkeep } = device(at(0, 1))
    const reading = createRelayUpkeep({
      shared: cart.shared,
      records: () => [],
      probe: async (_secret, relays) => {
        cart.become(at(4, 5))
        return relays.map(url => ({ url, works: !at(0, 1).includes(url) }))
      },
      list,
      isRetired: () => false,
      now: () => start,
    })
    await reading.adopt('shared')
    expect(cart.writes()).toBe(0)
    expect(await upkeep.spare('shared')).toEqual(at(2, 3, 4, 5, 6, 7, 8))
  })

  test('is tried for once an hour, over restarts too', async () => {
    const lost = device(at(0, 1, 2), ranked)
    for (const upkeep of [lost.upkeep, lost.upkeep, lost.restart()]) await upkeep.adopt('shared')
    expect(lost.asked).toHaveLength(9)
    lost.clock.now += 60 * 60_000
    await lost.upkeep.adopt('shared')
    expect(lost.asked).toHaveLength(18)
  })

  test('loses them once they have failed on seven days, and gets none in their place', async () => {
    const { upkeep, records, current, asked } = device(at(0, 1, 2, 3, 4, 5, 6, 7))
    for (const url of at(0, 1, 2)) records.push({ url, failed: { days: 7, last: 0 } })
    await upkeep.look('shared')
    expect(current()).toEqual(at(3, 4, 5, 6, 7))
    expect(asked).toEqual([])
  })
})
