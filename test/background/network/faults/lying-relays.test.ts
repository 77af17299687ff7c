import { expect, test } from 'vitest'
import {
  expectAlways,
  from,
  Household,
  minutes,
  saidOf,
  saves,
  until,
  untilRelay,
  untilSavedOn,
  useRelays,
} from './household.ts'

const relays = useRelays(2)

/** The file's relays by role, and a household that uses both. */
function both() {
  const [liar, honest] = relays
  if (!liar || !honest) throw new Error('The relays were not started')
  return { liar, honest, home: new Household([liar, honest]) }
}

test('what a relay acknowledges and loses does not count as saved, and is written again', async () => {
  const { liar, honest, home } = both()
  await liar.set({ lose: true })
  const alone = home.device('anna0001', { relays: [liar.url] })
  alone.add('milk')
  await until(async () => expect(await liar.received()).not.toEqual([]))
  await home.lasts(5 * minutes)
  expectAlways(alone, 0, { savedOn: 0, waiting: 1, relays: [{ hasAll: false }] })
  alone.stop()

  const anna = home.device('anna0002')
  anna.add('bread')
  await untilSavedOn(anna, 1)
  await untilRelay(anna, liar.url, { hasAll: false, problem: expect.any(String) })
  expect(saidOf(anna, liar.url).some(({ hasAll }) => hasAll)).toBe(false)
  await liar.set({})
  alone.start()
  await home.lasts(40 * minutes)
  await Promise.all([untilSavedOn(alone, 1), untilSavedOn(anna, 2)])
  expect(await honest.events()).not.toEqual([])
  await home.hasAll(['bread', 'milk'])
})

test('a relay that serves stale versions does not count, and takes nothing back from anybody', async () => {
  const { liar, home } = both()
  const anna = home.device('anna0001')
  await saves(anna, 2, () => anna.add('milk'))
  await saves(anna, 2, () => anna.add('bread'))
  await liar.set({ stale: true })
  const since = from(anna)
  anna.add('tea')
  await untilRelay(anna, liar.url, { hasAll: false, problem: expect.any(String) })
  await home.lasts(10 * minutes)
  await untilSavedOn(anna, 1)
  expect(saidOf(anna, liar.url, since + 1).at(-1)).toMatchObject({ hasAll: false })
  const ben = home.device('ben00001')
  await until(() => expect(ben.entries()).toEqual(['bread', 'milk', 'tea']))

  await liar.set({})
  await home.lasts(40 * minutes)
  await Promise.all([untilSavedOn(anna, 2), untilSavedOn(ben, 2)])
  await home.hasAll(['bread', 'milk', 'tea'])
})

test('a relay that closes each question midway is read as far as it goes, and asked again', async () => {
  const { liar, home } = both()
  const devices = ['anna0001', 'ben00001', 'cleo0001'].map(id => home.device(id))
  for (const [at, device] of devices.entries()) device.add(`from ${at}`)
  await Promise.all(devices.map(device => untilSavedOn(device, 2)))
  for (const device of devices) device.stop()

  await liar.set({ closeAfter: 1 })
  const [anna, ben] = devices
  for (const device of [anna, ben]) device?.start()
  for (const device of [anna, ben]) {
    await untilRelay(device as NonNullable<typeof device>, liar.url, {
      state: 'failed',
      problem: expect.stringContaining('closed midway'),
    })
  }
  anna?.add('more')
  await until(() => expect(ben?.entries()).toContain('more'))
  await until(() => expect(ben?.status?.savedOn).toBeGreaterThanOrEqual(1))
  await liar.set({})
  await home.lasts(5 * minutes)
  await Promise.all([anna, ben].map(device => untilSavedOn(device as NonNullable<typeof device>, 2)))
  devices[2]?.start()
  await home.hasAll(['from 0', 'from 1', 'from 2', 'more'])
})

test('events that come twice and out of order change nothing', async () => {
  const { liar, home } = both()
  await liar.set({ scramble: true })
  const devices = ['anna0001', 'ben00001', 'cleo0001'].map(id => home.device(id, { relays: [liar.url] }))
  for (let count = 0; count < 4; count++) {
    for (const [at, device] of devices.entries()) device.add(`${count} of ${at}`)
    await home.clock.pass(2_000)
  }
  const all = devices.flatMap((_, at) => [0, 1, 2, 3].map(count => `${count} of ${at}`))
  await until(() => {
    for (const device of devices) expect(device.entries()).toEqual(all.toSorted())
  })
  await Promise.all(devices.map(device => untilSavedOn(device, 1)))
  await home.hasAll(all)
})
