import type { Event } from 'nostr-tools/pure'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { cartSigner } from '../../../../background/network/cart-signer.ts'
import { hasWebRtc, Peers } from '../../../../background/network/peers/peers.ts'
import { SignalChannel, type SignalRelay } from '../../../../background/network/peers/signal-channel.ts'
import type { RelayConnection } from '../../../../background/network/relays/relay-connection.ts'
import { schnorrSignatures } from '../../../../background/network/signatures.ts'
import { type CartKeys, deriveKeys } from '../../../../extension/invite/keys.ts'
import { FakeClock } from '../fake-clock.ts'

// Plain Node has no WebRTC, so nobody is ever connected here; test/e2e connects real browsers.

let clock: FakeClock
/** Each test has a room of its own: y-webrtc frees a room only some time after it was closed. */
let rooms = 10
let cartKeys: CartKeys
let open: Peers[]

beforeEach(async () => {
  clock = new FakeClock()
  rooms += 1
  cartKeys = await deriveKeys(new Uint8Array(32).fill(rooms))
  open = []
})

afterEach(() => {
  for (const peers of open) peers.close()
})

interface Opened {
  readonly peers: Peers
  readonly sent: Event[]
  relayReady(): void
}

function openPeers(url = 'cart:test', keys = cartKeys): Opened {
  const sent: Event[] = []
  const peers = new Peers({
    url,
    keys,
    signer: cartSigner(keys.signingKey),
    device: 'anna0001',
    session: '0123456789abcdef',
    state: Y.encodeStateAsUpdate(new Y.Doc()),
    environment: {
      now: () => clock.now(),
      random: () => 0,
      after: (ms, run) => clock.after(ms, run),
      webSocket: WebSocketOfNobody,
      fetch,
      signatures: schnorrSignatures,
    },
    relays: () => [relayThatKeeps(sent)],
    budgetOf: () => ({ takeSignal: () => true }),
    receive: () => {},
    onChange: () => {},
  })
  open.push(peers)
  return { peers, sent, relayReady: () => peers.subscriber.stored?.({} as RelayConnection) }
}

function relayThatKeeps(events: Event[]): SignalRelay {
  return { url: 'wss://relay.test/', publish: async event => void events.push(event) }
}

const WebSocketOfNobody = class {} as unknown as typeof WebSocket

function untilAnnounced({ sent }: Opened): Promise<void> {
  return vi.waitFor(() => {
    clock.advance(0)
    expect(sent).toHaveLength(1)
  })
}

test('it announces this device once its room is open and a relay listens, and not before', async () => {
  expect(hasWebRtc()).toBe(false)
  const waiting = openPeers()
  // Its room takes as long to open as this one's, which is begun later.
  const other = openPeers('cart:other', await deriveKeys(new Uint8Array(32).fill(8)))
  other.relayReady()
  await untilAnnounced(other)
  clock.advance(10_000)
  expect(waiting.sent).toEqual([])
  waiting.relayReady()
  await untilAnnounced(waiting)
  clock.advance(2_000)
  await vi.waitFor(() => expect(waiting.sent).toHaveLength(2))
  expect(new Set(waiting.sent.map(({ kind }) => kind))).toEqual(new Set([25078]))
})

test('after close nothing is announced, and the room can be opened again', async () => {
  const first = openPeers('cart:first')
  first.relayReady()
  await untilAnnounced(first)
  first.peers.close()
  open = []
  const second = openPeers('cart:second')
  second.relayReady()
  await untilAnnounced(second)
  clock.advance(200_000)
  expect(first.sent).toHaveLength(1)
})

test('a cart that is closed before its room is open, and opened again at once, ends in one room', async () => {
  const unheard: unknown[] = []
  const listen = (error: unknown): void => void unheard.push(error)
  process.on('unhandledRejection', listen)
  try {
    for (let time = 0; time < 20; time++) {
      const { peers } = openPeers(`cart:${time}`)
      // Now y-webrtc has begun to derive the room's key, which takes it longer than this.
      await new Promise(resolve => process.nextTick(resolve))
      peers.close()
    }
    const last = openPeers('cart:last')
    last.relayReady()
    await untilAnnounced(last)
    last.peers.close()
    const again = openPeers('cart:again')
    again.relayReady()
    await untilAnnounced(again)
    expect(unheard).toEqual([])
  } finally {
    process.off('unhandledRejection', listen)
  }
})

test('alone, it has no devices, and takes changes for whoever comes', () => {
  const { peers } = openPeers()
  const doc = new Y.Doc()
  doc.getArray('a').push(['milk'])
  peers.send(Y.encodeStateAsUpdate(doc))
  expect(peers.devices()).toEqual([])
  expect(peers.connectedPeers()).toEqual([])
})

test('signals that are not of this room leave it untouched', async () => {
  const opened = openPeers()
  const forged: Event[] = []
  const channel = new SignalChannel({
    contentKey: cartKeys.contentKey,
    signer: cartSigner(cartKeys.signingKey),
    clock,
    relays: () => [relayThatKeeps(forged)],
    budgetOf: () => ({ takeSignal: () => true }),
    onSignal: () => {},
    onReady: () => {},
  })
  await channel.send('no message of y-webrtc')
  for (const event of forged) opened.peers.subscriber.event(event, {} as RelayConnection)
  opened.relayReady()
  await untilAnnounced(opened)
  expect(opened.peers.connectedPeers()).toEqual([])
})
