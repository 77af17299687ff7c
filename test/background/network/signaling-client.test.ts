import { afterEach, expect, test, vi } from 'vitest'
import { WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'
import { type PeerSignal, readPeerSignal } from '../../../background/network/peers/signal-guard.ts'
import { registerLine, type SignalingEnd } from '../../../background/network/peers/signaling-lines.ts'
import { WebsocketClient } from '../../../background/network/signaling-client.ts'

const cleanups: (() => void)[] = []

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

interface TestLine {
  readonly published: string[]
  readonly clients: Set<SignalingEnd>
}

function line(url: string, topic: string): TestLine {
  const clients = new Set<SignalingEnd>()
  const published: string[] = []
  cleanups.push(
    registerLine(url, {
      topic,
      attach: client => clients.add(client),
      detach: client => clients.delete(client),
      publish: data => published.push(data),
    }),
  )
  return { published, clients }
}

/** A room of the real y-webrtc, whose signaling is ours. */
function openRoom(name: string, url: string): WebrtcProvider {
  const provider = new WebrtcProvider(name, new Y.Doc(), { signaling: [url], password: `word of ${name}` })
  cleanups.push(() => {
    provider.disconnect()
    provider.destroy()
  })
  return provider
}

async function readAll(
  published: readonly string[],
  provider: WebrtcProvider,
): Promise<(PeerSignal | undefined)[]> {
  const key = await provider.key
  return key ? Promise.all(published.map(data => readPeerSignal(data, key))) : []
}

test('y-webrtc announces its room once for each connect, on the line its address names', async () => {
  const { published, clients } = line('cart:one', 'room one')
  const provider = openRoom('room one', 'cart:one')
  await provider.key
  const [client] = clients
  client?.connect()
  client?.connect()
  await vi.waitFor(() => expect(published).toHaveLength(2))
  const announce = { type: 'announce', from: provider.room?.peerId }
  expect(await readAll(published, provider)).toEqual([announce, announce])
})

test('what y-webrtc sends of other rooms passes no line but their own', async () => {
  const [one, two] = [line('cart:one', 'room one'), line('cart:two', 'room two')]
  const [providerOne, providerTwo] = [openRoom('room one', 'cart:one'), openRoom('room two', 'cart:two')]
  await Promise.all([providerOne.key, providerTwo.key])
  for (const client of [...one.clients, ...two.clients]) client.connect()
  await vi.waitFor(() => expect([one.published.length, two.published.length]).toEqual([1, 1]))
  expect(await readAll(one.published, providerOne)).toEqual([
    { type: 'announce', from: providerOne.room?.peerId },
  ])
  expect(await readAll(one.published, providerTwo)).toEqual([undefined])
})

test('a closed room leaves its line, and its address can be used anew', async () => {
  const { clients } = line('cart:one', 'room one')
  const first = openRoom('room one', 'cart:one')
  await first.key
  first.disconnect()
  first.destroy()
  expect(clients.size).toBe(0)
  await openRoom('room one', 'cart:one').key
  expect(clients.size).toBe(1)
})

test('only publications of its own topic, with text, are passed on', () => {
  const { published } = line('cart:one', 'room one')
  const client = new WebsocketClient('cart:one')
  for (const message of [
    { type: 'publish', topic: 'room one', data: 'x' },
    { type: 'publish', topic: 'room two', data: 'y' },
    { type: 'publish', topic: 'room one', data: { plain: true } },
    { type: 'subscribe', topics: ['room one'] },
    { type: 'ping' },
    null,
    'publish',
  ]) {
    client.send(message)
  }
  expect(published).toEqual(['x'])
})

test('it tells of connection, messages and their end as the original does', () => {
  line('cart:one', 'room one')
  const client = new WebsocketClient('cart:one')
  const events: unknown[] = []
  client.on('connect', (event: unknown) => events.push(event))
  client.on('message', (event: unknown) => events.push(event))
  client.on('disconnect', (event: unknown) => events.push(event))
  expect(client.connected).toBe(false)
  client.connect()
  expect(client.connected).toBe(true)
  client.deliver('data')
  client.disconnect()
  client.disconnect()
  expect(client.connected).toBe(false)
  expect(events).toEqual([
    { type: 'connect' },
    { type: 'publish', topic: 'room one', data: 'data' },
    { type: 'disconnect' },
  ])
})

test('an address that names no line is a client that does nothing', () => {
  const client = new WebsocketClient('cart:nowhere')
  client.send({ type: 'publish', topic: 'room one', data: 'x' })
  client.destroy()
  expect(client.connected).toBe(false)
})

test('a message that is not of the room cannot be read', async () => {
  line('cart:one', 'room one')
  const provider = openRoom('room one', 'cart:one')
  const key = await provider.key
  if (!key) throw new Error('The room has no key')
  for (const data of ['', 'AAAA', 'not base64!', 'B0FFUy1HQ00=', Buffer.alloc(200, 7).toString('base64')]) {
    expect(await readPeerSignal(data, key)).toBeUndefined()
  }
})
