import { type Event, type EventTemplate, finalizeEvent, generateSecretKey } from 'nostr-tools/pure'
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { type Relay, type RelayOptions, startRelay } from '../../demo/relay.ts'

const key = generateSecretKey()
const now = Math.floor(Date.now() / 1000)
const relays: Relay[] = []
const sockets: WebSocket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await Promise.all(relays.splice(0).map(relay => relay.stop()))
})

async function start(options: RelayOptions = {}): Promise<Relay> {
  const relay = await startRelay(options)
  relays.push(relay)
  return relay
}

/** As it comes off the wire: without the mark that nostr-tools leaves on what it signed. */
function signed(template: Partial<EventTemplate>, by = key): Event {
  const whole = { kind: 30078, tags: [['d', 'slot']], content: '', created_at: now, ...template }
  return JSON.parse(JSON.stringify(finalizeEvent(whole, by)))
}

interface Client {
  /** Sends a message and resolves to the next one that comes. */
  ask(message: unknown[]): Promise<unknown[]>
  next(): Promise<unknown[]>
  readonly closed: Promise<void>
}

async function connect(relay: Relay): Promise<Client> {
  const socket = new WebSocket(relay.url)
  sockets.push(socket)
  const arrived: unknown[][] = []
  const waiting: ((message: unknown[]) => void)[] = []
  socket.on('message', data => {
    const message = JSON.parse(String(data))
    const taker = waiting.shift()
    if (taker) taker(message)
    else arrived.push(message)
  })
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  await new Promise(resolve => socket.once('open', resolve))
  const next = (): Promise<unknown[]> =>
    new Promise(resolve => {
      const message = arrived.shift()
      if (message) resolve(message)
      else waiting.push(resolve)
    })
  return {
    next,
    closed,
    ask: message => {
      socket.send(JSON.stringify(message))
      return next()
    },
  }
}

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
  const events = [signed({}), signed({ tags: [['d', 'other']] }), signed({}, generateSecretKey())]
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
