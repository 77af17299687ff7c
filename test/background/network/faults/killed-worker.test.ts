import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Device } from './device.ts'
import { Household, until, untilSavedOn, useRelays } from './household.ts'

const relays = useRelays(1)

/** At once, each in a cart of its own; this machine has better to do than to wait. */
const atOnce = 16

/**
 * Makes a change on a device that is killed by its `step`-th message, starts it again from its disk, and checks that all
 * arrives. Answers whether it lived to be killed: if not, it had nothing more to say.
 */
async function killedAt(step: number, change: (anna: Device) => void): Promise<boolean> {
  const home = new Household(relays)
  const anna = home.device('anna0001')
  anna.stop()
  anna.diesAfter(step)
  change(anna)
  anna.start()
  const entries = anna.entries()
  await until(() => {
    if (!anna.hasDied) expect(anna.status).toMatchObject({ savedOn: 1, waiting: 0 })
  })
  const { hasDied } = anna
  if (hasDied) anna.start()
  await untilSavedOn(anna, 1)
  expect(anna.entries()).toEqual(entries)
  await home.hasAll(entries)
  return hasDied
}

/** Kills at each step there is, and answers how many there were. */
async function killAtEveryStep(change: (anna: Device) => void): Promise<number> {
  for (let first = 1; ; first += atOnce) {
    const steps = Array.from({ length: atOnce }, (_, at) => first + at)
    const died = await Promise.all(steps.map(step => killedAt(step, change)))
    const lived = died.indexOf(false)
    if (lived >= 0) return first + lived - 1
  }
}

test('a worker that is killed at any step of a publish loses nothing', async () => {
  const steps = await killAtEveryStep(anna => anna.add('bread'))
  // Asked and answered what the relay has, written and acknowledged, asked for it and given it back.
  expect(steps).toBeGreaterThan(7)
})

test('a worker that is killed at any step of publishing a large cart loses nothing', async () => {
  const large = Array.from({ length: 16 }, () => randomBytes(4_500).toString('base64'))
  const steps = await killAtEveryStep(anna => anna.add(...large))
  expect(steps).toBeGreaterThan(14)
})
