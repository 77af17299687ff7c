import { generateSecretKey } from 'nostr-tools/pure'
import { expect, test } from 'vitest'
import { startRelay } from '../../demo/relay.ts'
import { connect, now, signed, slot, start } from './relay/client.ts'

test('of a slot it keeps the newest event, and of equally old ones the one with the lowest id', async () => {
  const relay = await start()
  const client = await connect(relay)
  const twins = ['a', 'b', 'c', 'd']
    .map(content => signed({ content }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const event of [twins[2], twins[0], twins[3], twins[1]]) await client.ask(['EVENT', event])
  expect(relay.events()).toEqual([twins[0]])
  const newer = signed({ created_at: now + 1 })
  await client.ask(['EVENT', newer])
  await client.ask(['EVENT', signed({ content: 'late' })])
  expect(relay.events()).toEqual([newer])
})

test('slots of other authors and other names stay apart, and can be asked for', async () => {
  const relay = await start()
  const client = await connect(relay)
  const events = [signed({}), slot('other'), signed({}, generateSecretKey())]
  for (const event of events) await client.ask(['EVENT', event])
  expect(relay.events()).toHaveLength(3)
  expect(await client.ask(['REQ', 'q', { '#d': ['other'] }])).toEqual(['EVENT', 'q', events[1]])
  expect(await client.next()).toEqual(['EOSE', 'q'])
})

test('an ephemeral event goes to who is listening and is not kept', async () => {
  const relay = await start()
  const [listener, sender] = await Promise.all([connect(relay), connect(relay)])
  expect(await listener.ask(['REQ', 'q', { kinds: [25078] }])).toEqual(['EOSE', 'q'])
  const event = signed({ kind: 25078, tags: [] })
  await sender.ask(['EVENT', event])
  expect(await listener.next()).toEqual(['EVENT', 'q', event])
  expect(relay.events()).toEqual([])
  expect(relay.received()).toEqual([event])
})

test('a forged event is refused, and does not shut out the genuine one', async () => {
  const relay = await start()
  const client = await connect(relay)
  const event = signed({})
  expect(await client.ask(['EVENT', { ...event, sig: '0'.repeat(128) }])).toEqual([
    'OK',
    event.id,
    false,
    expect.any(String),
  ])
  expect(await client.ask(['EVENT', event])).toEqual(['OK', event.id, true, expect.any(String)])
  expect(relay.events()).toEqual([event])
})

test('it can be told to refuse or to lose', async () => {
  const relay = await start({
    refuse: event => (event.content === 'no' ? 'blocked: no' : undefined),
    lose: event => event.content === 'gone',
  })
  const client = await connect(relay)
  expect(await client.ask(['EVENT', signed({ content: 'no' })])).toEqual([
    'OK',
    expect.any(String),
    false,
    expect.any(String),
  ])
  expect(await client.ask(['EVENT', signed({ content: 'gone' })])).toEqual([
    'OK',
    expect.any(String),
    true,
    expect.any(String),
  ])
  expect(relay.events()).toEqual([])
})

test('a message that is not of the protocol is answered with a notice', async () => {
  const client = await connect(await start())
  expect(await client.ask(['NONSENSE'])).toMatchObject(['NOTICE', expect.any(String)])
})

test('stopping cuts every connection, and another may take its port and its events', async () => {
  const relay = await start()
  const client = await connect(relay)
  const event = signed({})
  await client.ask(['EVENT', event])
  await relay.stop()
  await client.closed
  const again = await start({ port: relay.port, events: relay.events() })
  expect(again.url).toBe(relay.url)
  expect(again.events()).toEqual([event])
  await expect(startRelay({ port: relay.port })).rejects.toThrow(/EADDRINUSE/)
})

test('what has expired is not served', async () => {
  const relay = await start()
  const client = await connect(relay)
  relay.plant(
    slot('old', {
      tags: [
        ['d', 'old'],
        ['expiration', String(now - 10)],
      ],
    }),
  )
  const living = slot('new', {
    tags: [
      ['d', 'new'],
      ['expiration', String(now + 3600)],
    ],
  })
  relay.plant(living)
  expect(await client.ask(['REQ', 'q', { kinds: [30078] }])).toEqual(['EVENT', 'q', living])
  expect(await client.next()).toEqual(['EOSE', 'q'])
})

test('its information is there for pages of any origin, and can be another or none', async () => {
  const relay = await start()
  const address = relay.url.replace('ws:', 'http:')
  const ask = (): Promise<Response> => fetch(address, { headers: { accept: 'application/nostr+json' } })
  const usual = await ask()
  expect(usual.headers.get('access-control-allow-origin')).toBe('*')
  expect(await usual.json()).toMatchObject({ supported_nips: expect.arrayContaining([11, 42]) })
  relay.set({ information: { name: 'small', limitation: { max_content_length: 8_192 } } })
  expect(await (await ask()).json()).toEqual({ name: 'small', limitation: { max_content_length: 8_192 } })
  relay.set({ information: 'no { json' })
  expect(await (await ask()).text()).toBe('no { json')
  relay.set({ information: null })
  expect((await ask()).status).toBe(404)
})

test('it counts connections and writes, and keeps every message it got', async () => {
  const minute = Math.floor((now * 1000) / 60_000) * 60_000
  const relay = await start({ switches: { clock: { at: minute, realAt: Date.now(), speed: 0 } } })
  const [client, other] = await Promise.all([connect(relay), connect(relay)])
  await client.ask(['EVENT', slot('a')])
  await client.ask(['EVENT', slot('b')])
  relay.set({ refuse: 'blocked: no', clock: { at: minute + 90_000, realAt: Date.now(), speed: 0 } })
  await other.ask(['EVENT', slot('c')])
  expect(relay.counts()).toEqual({
    connections: 2,
    opening: 0,
    opened: 2,
    writes: [
      { minute, count: 2 },
      { minute: minute + 60_000, count: 1 },
    ],
  })
  expect(relay.frames().map(frame => JSON.parse(frame)[1])).toEqual(relay.received())
})
