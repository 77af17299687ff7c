import type { Event } from 'nostr-tools/pure'
import { beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { envelopeSizes } from '../../../../background/network/envelope.ts'
import { mostSlots } from '../../../../background/network/mailbox/waiting-slots.ts'
import { FakeClock } from '../fake-clock.ts'
import {
  copyOf,
  type Device,
  type DeviceOptions,
  entriesOn,
  noise,
  pass,
  startDevice,
  until,
  untilSaved,
} from './device.ts'
import { FakeRelay } from './fake-relay.ts'
import { docOf, slotEvent, textsOf } from './slots.ts'

vi.setConfig({ testTimeout: 60_000 })
vi.spyOn(console, 'debug').mockImplementation(() => {})

const dayMs = 24 * 60 * 60 * 1000
let clock: FakeClock

beforeEach(() => {
  clock = new FakeClock()
})

function start(options: Partial<DeviceOptions> = {}): Promise<Device> {
  return startDevice({ clock, ...options })
}

function ben(options: Partial<DeviceOptions> = {}): Promise<Device> {
  return start({ name: 'ben00001', session: 'bbbbbbbbbbbbbbbb', ...options })
}

function saved(device: Device, count = 1): Promise<void> {
  return untilSaved(clock, device, count)
}

function seconds(): number {
  return Math.floor(clock.now() / 1000)
}

function contentBytes(event: Event): number {
  return Buffer.from(event.content, 'base64').length
}

test('a small cart is one delta, and the same event for all relays that lack the same', async () => {
  const relays = [new FakeRelay('wss://one.example/'), new FakeRelay('wss://two.example/')]
  const anna = await start()
  for (const relay of relays) relay.connect(anna.mailbox)
  anna.add('milk', 'bread')
  await saved(anna, 2)
  const [one, two] = relays.map(({ received }) => received)
  expect(one?.map(({ id }) => id)).toEqual(two?.map(({ id }) => id))
  expect(one).toHaveLength(1)
  expect(one?.[0]?.tags[0]?.[1]).toBe(anna.own.deltas[0])
  expect(await entriesOn(relays[0] as FakeRelay)).toEqual(['bread', 'milk'])
})

test('a delta has what that relay lacks, and no more', async () => {
  const [full, empty] = [new FakeRelay('wss://one.example/'), new FakeRelay('wss://two.example/')]
  const other = new Y.Doc()
  other.getArray('d:cleo0001').push([noise(3_000)])
  full.put(await slotEvent(1, seconds(), other))
  const anna = await start({ doc: copyOf(other) })
  for (const relay of [full, empty]) relay.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna, 2)
  expect(full.received.map(contentBytes)).toEqual([1_024])
  expect(empty.received.map(contentBytes).at(-1)).toBe(4_096)
  expect(await entriesOn(full)).toEqual(await entriesOn(empty))
})

test('a change is written a second after the first one', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  await until(clock, () => anna.mailbox.settled())
  anna.add('milk')
  anna.add('bread')
  clock.advance(999)
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(relay.received).toHaveLength(0)
  clock.advance(1)
  await vi.waitFor(() => expect(relay.received).toHaveLength(1), { timeout: 20_000, interval: 1 })
  expect(await entriesOn(relay)).toEqual(['bread', 'milk'])
})

test('a change that comes at any moment of finding out that nothing is to be done is written', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna)
  for (let moment = 0; moment < 20; moment++) {
    await pass(clock, 30_000)
    anna.mailbox.changed('background')
    clock.advance(1_000)
    for (let n = 0; n < moment; n++) await Promise.resolve()
    anna.add(`at moment ${moment}`)
    await saved(anna)
  }
  expect(await entriesOn(relay)).toHaveLength(21)
})

test('what is too much for a delta is written in parts, and each counts at once', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  const entries = Array.from({ length: 60 }, () => noise(4_000)).sort()
  anna.add(...entries)
  const progress = new Set<string>()
  await until(clock, () => {
    const now = anna.mailbox.status().progress
    if (now) progress.add(`${now.what} ${now.done} of ${now.total}`)
    return anna.mailbox.status().savedOn === 1
  })
  const parts = relay.received.filter(event => contentBytes(event) === Math.max(...envelopeSizes))
  expect(parts.length).toBeGreaterThanOrEqual(4)
  expect(new Set(relay.received.map(({ tags }) => tags[0]?.[1])).size).toBe(relay.received.length)
  expect(progress).toContain(`saving 1 of ${relay.received.length}`)
  expect(await entriesOn(relay)).toEqual(entries)
})

test('a publish that was interrupted goes on where it stopped', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add(...Array.from({ length: 60 }, () => noise(4_000)))
  await until(clock, () => relay.events.length === 2)
  anna.mailbox.close()
  const written = relay.received.length

  const again = await start({ doc: anna.doc })
  relay.connect(again.mailbox)
  await saved(again)
  const parts = relay.received.map(event => event.tags[0]?.[1])
  expect(new Set(parts).size).toBe(parts.length)
  expect(relay.received.length).toBeGreaterThan(written)
  expect(await entriesOn(relay)).toEqual(anna.entries())
})

test('a delta that is full becomes a part, and begins anew', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  for (let count = 0; count < 6; count++) {
    anna.add(noise(2_500))
    await saved(anna)
  }
  const sizes = relay.received.map(contentBytes)
  expect(sizes).toEqual([2_048, 4_096, 8_192, 8_192, 16_384, 2_048])
  expect(await entriesOn(relay)).toEqual(anna.entries())
})

test('parts that are far more than the cart takes are written anew, and then deleted', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  for (let count = 0; count < 8; count++) {
    anna.add(noise(30_000), `kept ${count}`)
    await saved(anna)
    anna.doc.getArray('d:anna0001').delete(0, anna.doc.getArray('d:anna0001').length - 1)
    await saved(anna)
  }
  const deletions = relay.received.filter(({ kind }) => kind === 5)
  expect(deletions.length).toBeGreaterThan(0)
  for (const { tags, created_at } of deletions) {
    for (const [name, address] of tags) {
      expect(name).toBe('a')
      expect(address).toMatch(/^30078:[0-9a-f]{64}:[0-9a-f]{32}$/)
    }
    expect(created_at).toBeLessThanOrEqual(seconds())
  }
  expect(relay.events.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThan(200_000)
  expect(await entriesOn(relay)).toEqual(['kept 7'])
})

test('nothing is deleted before the relay gave back what takes its place', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  const check = relay.publish.bind(relay)
  const seen: string[][] = []
  relay.publish = async event => {
    await check(event)
    if (event.kind === 5) seen.push(await entriesOn(relay), anna.entries())
  }
  for (let count = 0; count < 6; count++) {
    anna.add(noise(30_000), noise(5_000))
    await saved(anna)
    anna.remove(1)
    await saved(anna)
  }
  expect(seen.length).toBeGreaterThan(0)
  for (let index = 0; index < seen.length; index += 2) expect(seen[index]).toEqual(seen[index + 1])
})

test('a relay that does not delete is let be', async () => {
  const relay = new FakeRelay()
  relay.refuse = ({ kind }) => (kind === 5 ? 'blocked: no deletions here' : undefined)
  const anna = await start()
  relay.connect(anna.mailbox)
  for (let count = 0; count < 8; count++) {
    anna.add(noise(30_000))
    await saved(anna)
    anna.remove(1)
    await saved(anna)
  }
  anna.add('milk')
  await saved(anna)
  expect(relay.received.filter(({ kind }) => kind === 5).length).toBeLessThanOrEqual(2)
  expect(anna.mailbox.status()).not.toHaveProperty('problem')
  expect(await entriesOn(relay)).toEqual(['milk'])
})

test('what a device left behind is written anew in time, and deleted when its time is nearly over', async () => {
  const relay = new FakeRelay()
  const now = seconds()
  relay.put(await slotEvent(1, now, docOf('old')))
  clock.advance(50 * dayMs)
  const anna = await start()
  relay.connect(anna.mailbox)
  await saved(anna)
  expect(relay.received.map(({ kind }) => kind)).toEqual([30_078])
  await pass(clock, 300_000)
  expect(relay.received.map(({ kind }) => kind)).toEqual([30_078])

  clock.advance(15 * dayMs)
  relay.connect(anna.mailbox)
  await until(clock, () => relay.received.length === 2)
  expect(relay.received[1]).toMatchObject({ kind: 5, created_at: now })
  expect(relay.events).toHaveLength(1)
  expect(await entriesOn(relay)).toEqual(anna.entries())
})

test('a device renews its own before it expires', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna)
  clock.advance(46 * dayMs)
  relay.connect(anna.mailbox)
  await until(clock, () => relay.received.length === 2 && anna.mailbox.status().savedOn === 1)
  expect(relay.events.map(({ created_at }) => created_at)).toEqual([relay.received[1]?.created_at])
})

test('own entries stay in the own delta, whoever else has them in theirs', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  anna.add('milk')
  const other = await ben({ doc: copyOf(anna.doc) })
  relay.connect(other.mailbox)
  await saved(other)
  relay.connect(anna.mailbox)
  await saved(anna)
  expect(relay.received).toHaveLength(1)
  anna.add('bread')
  await until(clock, () => relay.received.length === 2)
  relay.clear()
  relay.put(relay.received[1] as Event)
  expect(await entriesOn(relay)).toEqual(['bread', 'milk'])
})

test('of several devices that find a relay empty, one repairs it', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  anna.add('milk')
  const first = await ben({ doc: copyOf(anna.doc) })
  const second = await start({ name: 'cleo0001', doc: copyOf(anna.doc) })
  clock.chance = 0.9
  relay.connect(first.mailbox)
  await until(clock, () => relay.received.length === 0 && first.mailbox.share(relay.url).holds !== undefined)
  clock.chance = 0.1
  relay.connect(second.mailbox)
  await saved(second)
  await saved(first)
  await pass(clock, 60_000)
  expect(relay.received).toHaveLength(1)
  expect(relay.received[0]?.tags[0]?.[1]).toBe(second.own.deltas[0])
})

test('a relay that gives an older version than before is written to again', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna)
  anna.add('bread')
  await saved(anna)
  relay.clear()
  relay.put(relay.received[0] as Event)
  relay.connect(anna.mailbox)
  await until(clock, () => relay.received.length === 3)
  await saved(anna)
  expect(await entriesOn(relay)).toEqual(['bread', 'milk'])
})

test('another device that fills this device’s slots is told by its session', async () => {
  const relay = new FakeRelay()
  const original = await start()
  relay.connect(original.mailbox)
  original.add('milk')
  await saved(original)
  const copy = await start({ session: 'cccccccccccccccc' })
  relay.connect(copy.mailbox)
  await until(clock, () => copy.sessions.length > 0)
  expect(copy.sessions).toEqual(['aaaaaaaaaaaaaaaa'])
  copy.add('bread')
  await saved(copy)
  await until(clock, () => original.sessions.includes('cccccccccccccccc'))
  await saved(original)
  await saved(copy)
  expect(await entriesOn(relay)).toEqual(['bread', 'milk'])
})

test('it says what each relay holds', async () => {
  const relay = new FakeRelay()
  const [anna, other] = [await start(), await ben()]
  expect(anna.mailbox.share(relay.url)).toEqual({ hasAll: false })
  for (const device of [anna, other]) relay.connect(device.mailbox)
  await until(clock, () => anna.mailbox.share(relay.url).holds !== undefined)
  expect(anna.mailbox.share(relay.url)).toEqual({ hasAll: true, holds: { events: 0, bytes: 0, devices: 0 } })
  anna.add('milk')
  other.add('bread')
  await until(clock, () => anna.mailbox.share(relay.url).holds?.devices === 2)
  const bytes = relay.events.reduce((sum, event) => sum + JSON.stringify(event).length, 0)
  expect(anna.mailbox.share(relay.url).holds).toEqual({ events: 2, bytes, devices: 2 })
})

test('it is settled when every connected relay was read and has everything', async () => {
  const [one, two] = [new FakeRelay('wss://one.example/'), new FakeRelay('wss://two.example/')]
  const anna = await start()
  expect(anna.mailbox.settled()).toBe(true)
  anna.mailbox.asked(one)
  expect(anna.mailbox.settled()).toBe(false)
  one.connect(anna.mailbox)
  await until(clock, () => anna.mailbox.settled())
  anna.add('milk')
  expect(anna.mailbox.settled()).toBe(false)
  await saved(anna)
  anna.mailbox.asked(two)
  expect(anna.mailbox.settled()).toBe(false)
  two.isOpen = false
  expect(anna.mailbox.settled()).toBe(true)
})

test('being out of budget is not being settled', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  relay.connect(anna.mailbox)
  for (let count = 0; count < 4; count++) {
    anna.add(`entry ${count}`)
    await saved(anna)
  }
  anna.add('one more')
  await pass(clock, 3_000)
  expect(relay.received).toHaveLength(4)
  expect(anna.mailbox.settled()).toBe(false)
  await saved(anna)
})

test('of a flood of slots on every relay a bounded number waits, and one at a time is read', async () => {
  const anna = await start()
  const flood = await Promise.all(
    Array.from({ length: 30 }, (_, number) => slotEvent(number, seconds(), docOf(`entry ${number}`))),
  )
  const strange = Array.from({ length: mostSlots + 100 }, (_, number): Event => {
    const tag = `f${number.toString(16).padStart(31, '0')}`
    return { kind: 30_078, created_at: 1, tags: [['d', tag]], content: '', id: tag, pubkey: '', sig: '' }
  })
  const relays = [1, 2, 3].map(number => new FakeRelay(`wss://${number}.example/`))
  const decrypt = crypto.subtle.decrypt.bind(crypto.subtle)
  let [now, most] = [0, 0]
  const spy = vi.spyOn(crypto.subtle, 'decrypt').mockImplementation(async (...given) => {
    now += 1
    most = Math.max(most, now)
    return decrypt(...given).finally(() => {
      now -= 1
    })
  })
  for (const relay of relays) for (const event of [...flood, ...strange]) relay.put(event)
  for (const relay of relays) relay.connect(anna.mailbox)
  const progress = anna.mailbox.status().progress
  await saved(anna, 3)
  expect(spy).toHaveBeenCalledTimes(mostSlots)
  spy.mockRestore()
  expect(most).toBe(1)
  expect(progress === undefined || progress.what === 'reading').toBe(true)
  expect(textsOf(anna.replica.state())).toHaveLength(flood.length)
  expect(anna.mailbox.ignored).toBe(
    3 * (strange.length + flood.length - mostSlots) + mostSlots - flood.length,
  )
})

test('what waits when the relay is asked anew is not read before its new answer', async () => {
  const relay = new FakeRelay()
  const anna = await start()
  const [first, second] = [
    await slotEvent(1, seconds(), docOf('entry 1')),
    await slotEvent(2, seconds(), docOf('entry 2')),
  ]
  anna.mailbox.asked(relay)
  anna.mailbox.event(first, relay)
  anna.mailbox.asked(relay)
  anna.mailbox.event(second, relay)
  anna.mailbox.stored(relay)
  await until(clock, () => anna.mailbox.status().savedOn === 1)
  expect(textsOf(anna.replica.state())).toEqual(['entry 2'])
})
