import { expect, test } from 'vitest'
import { Household, saidOf, saves, until, untilRelay, useRelays } from './household.ts'

const relays = useRelays(2)

test('a relay with twenty seconds of latency is slow, not dead', async () => {
  const [slow, quick] = relays
  if (!slow || !quick) throw new Error('The relays were not started')
  const home = new Household([slow, quick])
  // Half of it in each direction.
  await slow.set({ latency: 10_000 / home.clock.speed })
  const [anna, ben] = [home.device('anna0001'), home.device('ben00001', { relays: [slow.url] })]
  await untilRelay(anna, quick.url, { state: 'connected' })
  expect(saidOf(anna, slow.url).at(-1)).toMatchObject({ state: 'connecting', hasAll: false })
  anna.add('milk')
  await until(() => expect(anna.status).toMatchObject({ savedOn: 1, waiting: 0 }))
  await until(() => expect(anna.status).toMatchObject({ savedOn: 2 }))
  await until(() => expect(ben.entries()).toEqual(['milk']))
  await saves(ben, 1, () => ben.add('bread'))
  await until(() => expect(anna.entries()).toEqual(['bread', 'milk']))
  for (const device of [anna, ben]) {
    expect(saidOf(device, slow.url).filter(({ state }) => state === 'failed')).toEqual([])
  }
  await home.hasAll(['bread', 'milk'])
})
