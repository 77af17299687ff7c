import { expect, test } from 'vitest'
import { Household, saves, until, untilSavedOn, useRelays } from './household.ts'

const relays = useRelays(2)

test('two devices with one copied profile, online at once, lose nothing of each other', async () => {
  const home = new Household(relays)
  const anna = home.device('anna0001')
  await saves(anna, 2, () => anna.add('milk'))
  const copy = home.device('anna0001', { copyOf: anna })
  await untilSavedOn(copy, 2)
  for (let round = 0; round < 4; round++) {
    anna.add(`original ${round}`)
    copy.add(`copy ${round}`)
    await home.clock.pass(1_500)
  }
  const all = ['milk', ...[0, 1, 2, 3].flatMap(round => [`original ${round}`, `copy ${round}`])].sort()
  await until(() => {
    expect(anna.entries()).toEqual(all)
    expect(copy.entries()).toEqual(all)
  })
  await Promise.all([untilSavedOn(anna, 2), untilSavedOn(copy, 2)])
  await home.hasAll(all)
})

test('two devices with one copied profile, never online together, lose nothing of each other', async () => {
  const home = new Household(relays)
  const anna = home.device('anna0001')
  await saves(anna, 2, () => anna.add('milk'))
  anna.stop()
  const copy = home.device('anna0001', { copyOf: anna })
  copy.remove('milk')
  await saves(copy, 2, () => copy.add('copy'))
  copy.stop()
  for (const [at, device] of [anna, copy, anna].entries()) {
    device.start()
    await until(() => expect(device.entries()).not.toContain('milk'))
    await saves(device, 2, () => device.add(`time ${at}`))
    device.stop()
  }
  copy.start()
  await home.hasAllOf([copy], ['copy', 'time 0', 'time 1', 'time 2'])
})
