import { expect, test } from 'vitest'
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

const relays = useRelays(6)

/** Of the file's relays, `count` beginning with the one at `from`. */
function some(count: number, at = 0) {
  return relays.slice(at, at + count)
}

test('a relay that is killed is told of, written around, and given what it missed', async () => {
  const home = new Household(some(2))
  const anna = home.device('anna0001')
  anna.add('milk')
  await untilSavedOn(anna, 2)
  await relays[0]?.kill()
  await untilRelay(anna, home.relays[0] ?? '', { state: 'failed', problem: expect.any(String) })
  await saves(anna, 1, () => anna.add('bread'))
  const since = from(anna) - 1
  const ben = home.device('ben00001')
  await until(() => expect(ben.entries()).toEqual(['bread', 'milk']))
  expectAlways(anna, since, { savedOn: 1, waiting: 0 })

  await relays[0]?.restart()
  await untilSavedOn(anna, 2)
  await home.hasAll(['bread', 'milk'])
})

test('a relay that comes back empty is filled again', async () => {
  const home = new Household(some(2))
  const [anna, ben] = [home.device('anna0001'), home.device('ben00001')]
  anna.add('milk')
  ben.add('tea')
  await Promise.all([untilSavedOn(anna, 2), untilSavedOn(ben, 2)])
  await relays[0]?.kill()
  await untilRelay(anna, home.relays[0] ?? '', { state: 'failed' })
  await relays[0]?.restart({ empty: true })
  await until(async () => expect(await relays[0]?.events()).not.toEqual([]))
  await Promise.all([untilSavedOn(anna, 2), untilSavedOn(ben, 2)])
  await home.hasAll(['milk', 'tea'])
})

test.each(['refused', 'closed', 'silent'] as const)(
  'relays that let nobody in for long (%s) are waited for',
  async connections => {
    const [one] = some(1)
    const home = new Household(some(1))
    await one?.set({ connections })
    const anna = home.device('anna0001')
    anna.add('milk')
    await until(() => expect(anna.status?.relays[0]).toMatchObject({ problem: expect.any(String) }))
    await home.lasts(20 * minutes)
    expectAlways(anna, 0, { savedOn: 0, waiting: 1 })
    expect(anna.status?.relays[0]).toMatchObject({ hasAll: false })
    expect(anna.status?.relays[0]?.state).not.toBe('connected')
    anna.add('bread')
    await until(() => expect(anna.status).toMatchObject({ savedOn: 0, waiting: 2 }))
    await one?.set({})
    await untilSavedOn(anna, 1)
    await home.hasAll(['bread', 'milk'])
  },
)

test('one living relay of five is enough', async () => {
  const home = new Household(some(5))
  await Promise.all(some(4).map(relay => relay.kill()))
  const anna = home.device('anna0001')
  anna.add('milk', 'bread')
  await untilSavedOn(anna, 1)
  await until(() => {
    const states = anna.status?.relays.map(({ url, state }) => [home.relays.indexOf(url), state])
    expect(new Map(states as [number, string][])).toEqual(
      new Map([0, 1, 2, 3].map(at => [at, 'failed'] as [number, string]).concat([[4, 'connected']])),
    )
  })
  anna.stop()
  const ben = home.device('ben00001')
  await until(() => expect(ben.entries()).toEqual(['bread', 'milk']))
  await saves(ben, 1, () => {
    ben.remove('milk')
    ben.add('tea')
  })
  ben.stop()
  anna.start()
  await home.hasAll(['bread', 'tea'])
})

test('relays that are all dead for a day are replaced by others, and nothing is lost', async () => {
  const [living, ...dead] = [relays[5], ...some(5)]
  const home = new Household(dead.flatMap(relay => relay ?? []))
  const [anna, ben] = [home.device('anna0001'), home.device('ben00001')]
  anna.add('milk')
  ben.add('tea')
  await Promise.all([untilSavedOn(anna, 5), untilSavedOn(ben, 5)])
  await Promise.all(dead.map(relay => relay?.kill()))
  await until(() => expect(anna.status?.relays.every(({ state }) => state === 'failed')).toBe(true))
  anna.add('bread')
  ben.add('salt')
  await until(() => {
    expect(anna.status).toMatchObject({ savedOn: 0, waiting: 1 })
    expect(ben.status).toMatchObject({ savedOn: 0, waiting: 1 })
  })
  const since = from(ben)
  await home.lasts(60 * minutes)
  anna.stop()
  home.clock.jump(24 * 60 * minutes)
  anna.start()
  await until(() => expect(anna.status?.relays.every(({ problem }) => problem)).toBe(true))
  expectAlways(anna, 0, { savedOn: 0, waiting: 1 })
  expectAlways(ben, since, { savedOn: 0 })

  for (const device of [anna, ben]) device.useRelays([living?.url ?? ''])
  await Promise.all([untilSavedOn(anna, 1), untilSavedOn(ben, 1)])
  expect(anna.status?.relays).toHaveLength(1)
  await home.hasAll(['bread', 'milk', 'salt', 'tea'])
})
