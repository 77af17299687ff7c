import type { Event } from 'nostr-tools/pure'
import { beforeEach, expect, test, vi } from 'vitest'
import { FakeClock } from '../fake-clock.ts'
import { type Device, entriesOn, noise, pass, startDevice, until, untilSaved } from './device.ts'
import { FakeRelay } from './fake-relay.ts'

/*
 * Relays that refuse: for the time, the size, or any other reason, in so many words or by not keeping what they took.
 */

vi.setConfig({ testTimeout: 60_000 })
vi.spyOn(console, 'debug').mockImplementation(() => {})

let clock: FakeClock

beforeEach(() => {
  clock = new FakeClock()
})

const start = (): Promise<Device> => startDevice({ clock })

function saved(device: Device, count = 1): Promise<void> {
  return untilSaved(clock, device, count)
}

function seconds(): number {
  return Math.floor(clock.now() / 1000)
}

test.each([
  ['invalid: created_at too late', 15],
  ['invalid: event creation date is too far off from the current time', 50],
  ['invalid: created_at too early', -14],
])('a relay that says "%s" is written to with another time', async (words, minutesAhead) => {
  const relay = new FakeRelay()
  const right = (): number => seconds() - minutesAhead * 60
  relay.refuse = ({ created_at }) => {
    const ahead = created_at - right()
    return (minutesAhead > 0 ? ahead > 300 : ahead < -300) ? words : undefined
  }
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna)
  const [event] = relay.events as [Event]
  expect(Number(event.tags[1]?.[1]) - event.created_at).toBe(90 * 24 * 60 * 60)
  const tries = relay.received.length
  expect(tries).toBeLessThanOrEqual(6)
  anna.add('bread')
  await saved(anna)
  expect(relay.received).toHaveLength(tries + 1)
  expect(anna.mailbox.status()).not.toHaveProperty('problem')
})

test('one relay with a wrong clock is written to with its time, and the others with this device’s', async () => {
  const [wrong, good] = [new FakeRelay('wss://wrong.example/'), new FakeRelay('wss://good.example/')]
  const within = (ahead: number, most: number): string | undefined =>
    Math.abs(ahead) > most ? 'invalid: created_at too late' : undefined
  wrong.refuse = ({ created_at }) => within(created_at - (seconds() - 900), 300)
  good.refuse = ({ created_at }) => within(created_at - seconds(), 300)
  const anna = await start()
  wrong.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna)
  good.connect(anna.mailbox)
  await saved(anna, 2)
  anna.add('bread')
  await saved(anna, 2)
  expect(good.received).toHaveLength(2)
  expect(good.events.every(({ created_at }) => within(created_at - seconds(), 30) === undefined)).toBe(true)
})

test('when no time is right, the clock is the problem', async () => {
  const relay = new FakeRelay()
  relay.refuse = () => 'invalid: created_at too late'
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add('milk')
  await until(clock, () => anna.mailbox.status().problem === 'clock')
  expect(anna.mailbox.settled()).toBe(true)
  expect(anna.mailbox.share(relay.url).problem).toBe('invalid: created_at too late')
  relay.refuse = () => undefined
  await saved(anna)
  expect(anna.mailbox.status()).not.toHaveProperty('problem')
})

test('what relays say of their limits is kept to', async () => {
  const relay = new FakeRelay()
  relay.limits = { readAt: clock.now(), content: 12_000 }
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add(...Array.from({ length: 10 }, () => noise(2_000)))
  await saved(anna)
  for (const { content } of relay.received) expect(content.length).toBeLessThanOrEqual(12_000)
  expect(await entriesOn(relay)).toEqual(anna.entries())
})

test('a relay that finds events too large gets smaller ones', async () => {
  const relay = new FakeRelay()
  relay.refuse = ({ content }) => (content.length > 15_000 ? 'invalid: event too large: 60500' : undefined)
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add(...Array.from({ length: 20 }, () => noise(2_500)))
  await saved(anna)
  expect(relay.received.filter(({ content }) => content.length > 15_000).length).toBeLessThanOrEqual(2)
  expect(await entriesOn(relay)).toEqual(anna.entries())
})

/** A relay that ends the connection instead of saying what it does not like; the device connects again at once. */
function cuttingRelay(device: Device, isUnwanted: (event: Event) => boolean): FakeRelay {
  const relay = new FakeRelay()
  relay.refuse = event => {
    if (!isUnwanted(event)) return undefined
    relay.isOpen = false
    clock.after(1_000, () => {
      relay.isOpen = true
      relay.connect(device.mailbox)
    })
    return 'the connection was closed'
  }
  relay.connect(device.mailbox)
  return relay
}

test('a relay that ends the connection at large events gets smaller ones', async () => {
  const anna = await start()
  const relay = cuttingRelay(anna, ({ content }) => content.length > 15_000)
  anna.add(...Array.from({ length: 20 }, () => noise(2_500)))
  await saved(anna)
  expect(relay.received.filter(({ content }) => content.length > 15_000).length).toBeLessThanOrEqual(3)
  expect(anna.mailbox.status()).not.toHaveProperty('problem')
  expect(await entriesOn(relay)).toEqual(anna.entries())
})

test('a relay that ends the connection at each write is said to refuse, and is asked ever less often', async () => {
  const anna = await start()
  const relay = cuttingRelay(anna, () => true)
  anna.add('milk')
  await until(clock, () => anna.mailbox.status().problem === 'refused')
  expect(anna.mailbox.share(relay.url).problem).toBe('The connection ends at each write')
  const tries = relay.received.length
  await pass(clock, 20 * 60_000)
  expect(relay.received.length - tries).toBeLessThanOrEqual(6)
  relay.refuse = () => undefined
  await saved(anna)
  expect(anna.mailbox.share(relay.url)).not.toHaveProperty('problem')
})

test('a connection that ends at one write is chance', async () => {
  const anna = await start()
  const relay = cuttingRelay(anna, () => relay.received.length === 1)
  anna.add('milk')
  await saved(anna)
  expect(relay.received).toHaveLength(2)
})

test('an entry that a relay finds too large is that relay’s problem', async () => {
  const [small, large] = [new FakeRelay('wss://one.example/'), new FakeRelay('wss://two.example/')]
  small.refuse = ({ content }) =>
    content.length > 6_000 ? 'invalid: content is longer than 6000 bytes' : undefined
  const anna = await start()
  for (const relay of [small, large]) relay.connect(anna.mailbox)
  anna.add('milk', noise(9_000))
  await until(clock, () => anna.mailbox.status().savedOn === 1 && anna.mailbox.settled())
  expect(anna.mailbox.share(small.url)).toMatchObject({ hasAll: false, problem: expect.any(String) })
  expect(anna.mailbox.status()).not.toHaveProperty('problem')
  expect(await entriesOn(small)).toEqual(['milk'])
})

test('what a relay accepts and does not keep is a failure, and is not tried again for a while', async () => {
  const relay = new FakeRelay()
  relay.isLosing = true
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add('milk')
  await until(clock, () => anna.mailbox.status().problem === 'refused')
  expect(anna.mailbox.settled()).toBe(true)
  expect(anna.mailbox.share(relay.url).problem).toBe('the relay did not keep what it accepted')
  expect(anna.mailbox.status().savedOn).toBe(0)
  await pass(clock, 25_000)
  expect(relay.received).toHaveLength(1)
  relay.isLosing = false
  await saved(anna)
  expect(anna.mailbox.share(relay.url)).not.toHaveProperty('problem')
})

test('one relay of two that refuses is no problem of the cart', async () => {
  const [strict, kind] = [new FakeRelay('wss://one.example/'), new FakeRelay('wss://two.example/')]
  strict.refuse = () => 'blocked: not you'
  const anna = await start()
  for (const relay of [strict, kind]) relay.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna)
  expect(anna.mailbox.status()).not.toHaveProperty('problem')
  expect(anna.mailbox.share(strict.url).problem).toBe('blocked: not you')
})
