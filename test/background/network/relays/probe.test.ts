import type { Event } from 'nostr-tools/pure'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ProbeResult, RelayLimits } from '../../../../background/network/protocol.ts'
import { probeRelays } from '../../../../background/network/relays/probe.ts'
import { type Relay, type RelayOptions, startRelay } from '../../../../demo/relay.ts'
import { environment, secret } from '../members.ts'

vi.setConfig({ testTimeout: 30_000 })

const running: Relay[] = []

async function relayWith(switches: RelayOptions['switches'] = {}): Promise<Relay> {
  const relay = await startRelay({ switches })
  running.push(relay)
  return relay
}

async function probeOf(relay: Relay): Promise<ProbeResult> {
  const [result] = await probeRelays(secret, [relay.url], environment)
  if (!result) throw new Error('There is no result')
  return result
}

function slots(events: readonly Event[]): Event[] {
  return events.filter(({ kind }) => kind === 30078)
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(relay => relay.stop()))
})

describe('a relay', () => {
  test('that keeps what it is given works, and keeps nothing of the probe', async () => {
    const relay = await relayWith()
    expect(await probeOf(relay)).toEqual({ url: relay.url, works: true })
    const [written] = slots(relay.received())
    expect(written?.content.length).toBe(60_000)
    const expiration = Number(written?.tags.find(([name]) => name === 'expiration')?.[1])
    expect(expiration - (written?.created_at ?? 0)).toBe(3600)
    expect(slots(relay.events())).toEqual([])
  })

  test('that wants to know who asks works', async () => {
    const relay = await relayWith({ auth: 'required' })
    expect(await probeOf(relay)).toEqual({ url: relay.url, works: true })
  })

  test('that takes less than the largest event is given the least that will do', async () => {
    const relay = await relayWith({ eventSize: 20_000 })
    expect(await probeOf(relay)).toMatchObject({ works: true })
    expect(slots(relay.received()).map(({ content }) => content.length)).toEqual([60_000, 10_924])
  })

  test('that says what it takes is given no more', async () => {
    const relay = await relayWith({
      information: { limitation: { max_content_length: 50_000, max_message_length: 30_000 } },
    })
    expect(await probeOf(relay)).toMatchObject({ works: true })
    expect(slots(relay.received()).map(({ content }) => content.length)).toEqual([21_848])
  })

  test.each<[string, NonNullable<RelayOptions['switches']>, string]>([
    ['that loses what it acknowledged', { lose: true }, 'said OK, and did not keep the event'],
    ['that refuses', { refuse: 'blocked: not you' }, 'blocked: not you'],
    ['that refuses even small events', { eventSize: 5_000 }, 'invalid: event too large'],
    ['that is full for now', { refuse: 'rate-limited: slow down' }, 'rate-limited: slow down'],
    ['that is down', { connections: 'refused' }, 'connection failed'],
    ['that never answers', { connections: 'silent' }, 'no answer'],
    ['that wants money', { information: { limitation: { payment_required: true } } }, 'wants to be paid'],
    [
      'that takes only some people’s events',
      { information: { limitation: { restricted_writes: true } } },
      'does not take events from everybody',
    ],
    [
      'that takes next to nothing',
      { information: { limitation: { max_content_length: 4_096 } } },
      'takes no more than 4096 characters',
    ],
  ])('%s does not work', async (_what, switches, problem) => {
    const relay = await relayWith(switches)
    expect(await probeOf(relay)).toEqual({ url: relay.url, works: false, problem })
  })

  test('that restricts writers, but asks who they are, is tried', async () => {
    const relay = await relayWith({
      auth: 'required',
      information: { limitation: { restricted_writes: true, auth_required: true } },
    })
    expect(await probeOf(relay)).toMatchObject({ works: true })
  })
})

describe('where this device’s clock is wrong', () => {
  const probeAt = async (relay: Relay, minutesAhead: number): Promise<ProbeResult | undefined> => {
    const now = (): number => Date.now() + minutesAhead * 60_000
    return (await probeRelays(secret, [relay.url], { ...environment, now }))[0]
  }

  test.each([
    [16, 300],
    [-16, 300],
    [200, 100_000],
  ])('by %s minutes, a relay that minds the time works all the same', async (minutes, behind) => {
    const relay = await relayWith({ createdAt: { ahead: 300, behind } })
    expect(await probeAt(relay, minutes)).toEqual({ url: relay.url, works: true })
    expect(slots(relay.events())).toEqual([])
    expect(slots(relay.received()).length).toBeLessThanOrEqual(8)
  })

  test('a relay that takes no time at all does not work', async () => {
    const relay = await relayWith({ refuse: 'invalid: created_at too late' })
    expect(await probeAt(relay, 0)).toMatchObject({ works: false, problem: 'invalid: created_at too late' })
  })
})

test('several are tried at once; an address that no cart may use is told', async () => {
  const [good, bad] = [await relayWith(), await relayWith({ refuse: 'blocked: no' })]
  const learned: [string, RelayLimits][] = []
  const results = await probeRelays(
    secret,
    [bad.url, 'ws://example.com', 'nonsense', good.url],
    environment,
    (url, limits) => learned.push([url, limits]),
  )
  expect(results.map(({ works }) => works)).toEqual([false, false, false, true])
  expect(results[1]?.problem).toBe('not the address of a relay that a cart may use')
  expect(learned.map(([url]) => url).sort()).toEqual([good.url, bad.url].sort())
  expect(learned[0]?.[1]).toMatchObject({ content: 524_288 })
})

test('a relay sees no more of a probe than of a cart', async () => {
  const relay = await relayWith()
  await probeOf(relay)
  await probeOf(relay)
  const [first, second] = slots(relay.received())
  expect(first?.pubkey).toBe(second?.pubkey)
  const slotOf = (event: Event | undefined): string => event?.tags.find(([name]) => name === 'd')?.[1] ?? ''
  expect(slotOf(first)).toMatch(/^[0-9a-f]{32}$/)
  expect(slotOf(first)).not.toBe(slotOf(second))
  expect(new Set(relay.received().flatMap(({ tags }) => tags.map(([name]) => name)))).toEqual(
    new Set(['d', 'expiration', 'e', 'a']),
  )
})
