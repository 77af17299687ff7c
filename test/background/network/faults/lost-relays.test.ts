import { beforeEach, expect, test, vi } from 'vitest'
import { rankFor } from '../../../../background/carts/relay-choice.ts'
import { fakeStorage } from '../../../support/fake-storage.ts'
import type { RelayProcess } from '../../../support/relay-process.ts'
import { Household, minutes, until, untilSavedOn, useRelays } from './household.ts'
import { mendingDevice } from './mending-device.ts'

const profile = vi.hoisted(() => ({ storage: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return profile.storage
    },
  },
}))

beforeEach(() => {
  profile.storage = fakeStorage()
})

const processes = useRelays(6)

/** A new cart, the list of all relays, and its ranking of them. */
async function newCart() {
  const home = new Household(processes)
  const list = home.relays
  const ranked = await rankFor(home.secret, list, [])
  const relays = ranked.flatMap(url => processes.find(relay => relay.url === url) ?? [])
  return { home, list, relays }
}

const urls = (relays: readonly RelayProcess[]): string[] => relays.map(({ url }) => url)

/** Time goes slowly enough for relays to be tried out: 12 s are all that the slowest may take. */
function slowly(home: Household): void {
  home.clock.speed = 5
}

test('when all relays of a cart die at once, its devices meet on others of its ranking, and go on there', async () => {
  const { home, list, relays } = await newCart()
  const [first, rest] = [relays.slice(0, 3), relays.slice(3)]
  const anna = await mendingDevice(home, { id: 'anna0001', relays: urls(first), list })
  const ben = await mendingDevice(home, { id: 'ben00001', relays: urls(first), list })
  anna.agreeOn(urls(first))
  anna.add('milk')
  await until(() => expect(ben.agreed).toEqual(urls(first)))
  await Promise.all([untilSavedOn(anna, 3), untilSavedOn(ben, 3)])

  await Promise.all(first.map(relay => relay.kill()))
  await until(() => expect(anna.status?.relays.every(({ state }) => state === 'failed')).toBe(true))
  anna.add('bread')
  ben.add('tea')
  await home.lasts(50 * minutes)
  slowly(home)
  expect(anna.status?.relays).toHaveLength(3)
  home.clock.jump(11 * minutes)
  const adopted = [...urls(first), ...urls(rest)]
  await until(() => {
    for (const device of [anna, ben]) expect(device.agreed).toEqual(adopted)
  })
  await Promise.all([untilSavedOn(anna, 3), untilSavedOn(ben, 3)])
  await home.hasAll(['bread', 'milk', 'tea'])
})

test('a device that was away, and one with an old link, find a cart whose relays were replaced one after another', async () => {
  const { home, list, relays } = await newCart()
  const [old, now] = [relays.slice(0, 2), relays.slice(2, 5)]
  const anna = await mendingDevice(home, { id: 'anna0001', relays: urls(old), list })
  const ben = await mendingDevice(home, { id: 'ben00001', relays: urls(old), list })
  anna.agreeOn(urls(old))
  anna.add('milk')
  await until(() => expect(ben.agreed).toEqual(urls(old)))
  await untilSavedOn(ben, 2)
  ben.stop()
  anna.agreeOn(urls(now))
  anna.add('bread')
  await untilSavedOn(anna, 3)
  anna.stop()
  await Promise.all(old.map(relay => relay.kill()))

  ben.start()
  const carl = await mendingDevice(home, { id: 'carl0001', relays: urls(old), list })
  await until(() => expect(carl.agreed).toEqual(urls(now)))
  carl.add('salt')
  await untilSavedOn(carl, 3)
  expect(ben.agreed).toEqual(urls(old))

  await home.lasts(50 * minutes)
  slowly(home)
  home.clock.jump(11 * minutes)
  await until(() => expect(ben.agreed).toEqual(urls(now)))
  await untilSavedOn(ben, 3)
  expect(ben.entries()).toEqual(['bread', 'milk', 'salt'])
})
