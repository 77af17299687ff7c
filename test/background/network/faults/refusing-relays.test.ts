import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RelaySwitches } from '../../../../demo/relay/switches.ts'
import {
  expectAlways,
  from,
  Household,
  minutes,
  saves,
  until,
  untilRelay,
  untilSavedOn,
  useRelays,
} from './household.ts'

const relays = useRelays(2)

/** A relay that refuses as told, and a household that uses only that one, or another one too. */
async function strict(switches: RelaySwitches, count = 1) {
  const [relay] = relays
  if (!relay) throw new Error('The relay was not started')
  await relay.set(switches)
  return { relay, home: new Household(relays.slice(0, count)) }
}

/** Text that no packing makes smaller. */
function noise(bytes: number): string {
  return randomBytes((bytes * 3) / 4).toString('base64')
}

test('ten minutes of rate limiting are waited out with few attempts', async () => {
  const words = 'rate-limited: slow down there'
  const { relay, home } = await strict({ refuse: words }, 2)
  const anna = home.device('anna0001', { relays: [relay.url] })
  const ben = home.device('ben00001')
  anna.add('milk')
  ben.add('bread')
  await untilRelay(anna, relay.url, { hasAll: false, problem: expect.stringContaining(words) })
  await untilSavedOn(ben, 1)
  await home.lasts(10 * minutes)
  expectAlways(anna, 0, { savedOn: 0, waiting: 1 })
  expect(anna.status).toMatchObject({ problem: 'refused' })
  expectAlways(ben, from(ben) - 1, { savedOn: 1, waiting: 0 })
  // Two devices, each at first and then after 30 to 60 s, 1 to 2 min, 2 to 4 min and so on.
  expect((await relay.received()).length).toBeLessThanOrEqual(12)

  await relay.set({})
  await home.lasts(20 * minutes)
  await Promise.all([untilSavedOn(anna, 1), untilSavedOn(ben, 2)])
  expect(anna.status).not.toHaveProperty('problem')
  await home.hasAll(['bread', 'milk'])
})

test('a cart that a relay refuses is saved all the same on one that is out of reach', async () => {
  const { relay, home } = await strict({ refuse: 'blocked: not you' }, 2)
  const anna = home.device('anna0001')
  anna.add('milk')
  await untilSavedOn(anna, 1)
  await untilRelay(anna, relay.url, { problem: expect.stringContaining('blocked') })
  const since = from(anna)
  await relays[1]?.kill()
  await untilRelay(anna, relays[1]?.url ?? '', { state: 'failed', hasAll: true })
  expectAlways(anna, since, { savedOn: 1, waiting: 0 })
  for (const status of anna.statuses.slice(since)) expect(status).not.toHaveProperty('problem')
  anna.add('bread')
  await until(() => expect(anna.status).toMatchObject({ savedOn: 0, waiting: 1, problem: 'refused' }))
})

test('a relay that takes only small events gets small ones', async () => {
  const { relay, home } = await strict({ eventSize: 14_000 }, 2)
  const anna = home.device('anna0001')
  const entries = Array.from({ length: 8 }, (_, at) => `${at} ${noise(4_000)}`)
  const since = from(anna)
  anna.add(...entries)
  await until(() => {
    const said = anna.statuses.slice(since).flatMap(status => status.relays)
    expect(said.some(({ url, problem }) => url === relay.url && problem?.includes('too large'))).toBe(true)
  })
  home.clock.speed *= 4
  await untilSavedOn(anna, 2)
  const sizes = (await relay.events()).map(event => JSON.stringify(event).length)
  expect(sizes.length).toBeGreaterThan(2)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(14_000)
  await home.hasAll(entries)
})

test('a relay that takes no event of ours says so, and the other has everything', async () => {
  const { relay, home } = await strict({ eventSize: 1_000 }, 2)
  const anna = home.device('anna0001')
  anna.add('milk')
  await untilSavedOn(anna, 1)
  await untilRelay(anna, relay.url, { hasAll: false, problem: expect.stringContaining('too large') })
  await relay.set({})
  await home.lasts(40 * minutes)
  await untilSavedOn(anna, 2)
  await home.hasAll(['milk'])
})

test('a relay that demands AUTH is answered with the key of the cart', async () => {
  const { relay, home } = await strict({ auth: 'required' })
  const anna = home.device('anna0001')
  await saves(anna, 1, () => anna.add('milk'))
  const ben = home.device('ben00001')
  await until(() => expect(ben.entries()).toEqual(['milk']))
  await saves(ben, 1, () => ben.add('bread'))
  await until(() => expect(anna.entries()).toEqual(['bread', 'milk']))
  await relay.set({})
  await relay.set({ auth: 'required' })
  await saves(anna, 1, () => anna.add('tea'))
  await home.hasAll(['bread', 'milk', 'tea'])
})

test.each([
  ['fast', 15],
  ['slow', -15],
])('a clock that is 15 minutes %s keeps nothing from strict relays', async (_, skewMinutes) => {
  const { relay, home } = await strict({})
  const window = async () =>
    relay.set({ createdAt: { ahead: 300, behind: 300 }, clock: home.clock.forRelay() })
  await window()
  const [anna, ben] = [home.device('anna0001', { skew: skewMinutes * minutes }), home.device('ben00001')]
  anna.add('milk')
  await until(async () => {
    expect(await relay.received()).not.toEqual([])
    expect(anna.status).toMatchObject({ savedOn: 0, waiting: 1 })
  })
  await untilSavedOn(anna, 1)
  await until(() => expect(ben.entries()).toEqual(['milk']))
  await saves(ben, 1, () => ben.add('bread'))
  await saves(anna, 1, () => anna.add('tea'))
  expectAlways(anna, from(anna) - 1, { savedOn: 1, waiting: 0 })
  await home.hasAll(['bread', 'milk', 'tea'])
})

test('slots that a fast clock wrote ahead of time do not block the device once its clock is right', async () => {
  const { home } = await strict({})
  const anna = home.device('anna0001', { skew: 15 * minutes })
  await saves(anna, 1, () => anna.add('milk'))
  anna.stop()
  anna.skew = 0
  anna.start()
  await untilSavedOn(anna, 1)
  await saves(anna, 1, () => anna.add('bread'))
  await home.hasAll(['bread', 'milk'])
})
