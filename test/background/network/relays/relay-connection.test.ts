import type { Event } from 'nostr-tools/pure'
import { verifyEvent } from 'nostr-tools/pure'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { cartSigner } from '../../../../background/network/cart-signer.ts'
import { RelayConnection } from '../../../../background/network/relays/relay-connection.ts'
import { environment } from '../members.ts'

vi.setConfig({ testTimeout: 30_000 })

const signer = cartSigner(new Uint8Array(32).fill(5))

type Answer = (socket: WebSocket, message: unknown[], connection: number) => void

let server: WebSocketServer
let connection: RelayConnection | undefined
let states: string[]
let stored: number
let events: Event[]

/** A relay that misbehaves in ways that a good one cannot be made to. */
async function serve(answer: Answer): Promise<void> {
  let connections = 0
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', socket => {
    connections += 1
    const which = connections
    socket.on('message', data => answer(socket, JSON.parse(String(data)), which))
  })
  await new Promise(resolve => server.once('listening', resolve))
}

function connect(): void {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no port')
  const opened = new RelayConnection({
    url: `ws://127.0.0.1:${address.port}`,
    environment,
    signer,
    subscribers: [
      {
        filters: () => [{ kinds: [30078], authors: [signer.publicKey] }],
        event: event => events.push(event),
        stored: () => {
          stored += 1
        },
      },
    ],
    onStatus: () => {
      const { state, problem } = connection?.status ?? { state: 'connecting' }
      states.push(problem === undefined ? state : `${state}: ${problem}`)
    },
  })
  connection = opened
}

function untilStored(count: number): Promise<void> {
  return vi.waitFor(() => expect(stored).toBe(count), { timeout: 20_000, interval: 10 })
}

function say(socket: WebSocket, ...message: unknown[]): void {
  socket.send(JSON.stringify(message))
}

beforeEach(() => {
  states = []
  stored = 0
  events = []
})

afterEach(() => {
  connection?.close()
  connection = undefined
  for (const socket of server.clients) socket.terminate()
  server.close()
})

test('a question that the relay closes is asked again on the same connection', async () => {
  let refusals = 2
  const connections = new Set<number>()
  await serve((socket, [type, id], which) => {
    connections.add(which)
    if (type !== 'REQ') return
    if (refusals-- > 0) say(socket, 'CLOSED', id, 'blocked: not now')
    else say(socket, 'EOSE', id)
  })
  connect()
  await untilStored(1)
  expect(states).toContain('failed: blocked: not now')
  expect(states.at(-1)).toBe('connected')
  expect(connections.size).toBe(1)
})

test('of what a relay says 300 characters are kept, and only words', async () => {
  const reasons: unknown[] = ['x'.repeat(100_000), { toString: 'not a function' }]
  await serve((socket, [type, id]) => {
    if (type !== 'REQ') return
    if (reasons.length > 0) {
      say(socket, 'NOTICE', reasons[0])
      say(socket, 'CLOSED', id, reasons.shift())
    } else say(socket, 'EOSE', id)
  })
  connect()
  await untilStored(1)
  expect(states.filter(state => state.startsWith('failed'))).toEqual([
    `failed: ${'x'.repeat(300)}`,
    'failed: no reason given',
  ])
})

test('a relay that wants to know who asks is told, by the key of the cart', async () => {
  const challenge = 'prove it'
  let proof: Event | undefined
  await serve((socket, [type, argument]) => {
    if (type === 'AUTH') {
      proof = argument as Event
      say(socket, 'OK', proof.id, true, '')
    } else if (type === 'REQ' && proof) {
      say(socket, 'EOSE', argument)
    } else if (type === 'REQ') {
      say(socket, 'CLOSED', argument, 'auth-required: members only')
      say(socket, 'AUTH', challenge)
    }
  })
  connect()
  await untilStored(1)
  expect(proof).toMatchObject({ kind: 22242, pubkey: signer.publicKey })
  expect(proof?.tags).toContainEqual(['challenge', challenge])
  expect(proof && verifyEvent(proof)).toBe(true)
})

test('a relay that never answers is left, and tried again', async () => {
  await serve((socket, [type, id], which) => {
    if (type === 'REQ' && which > 1) say(socket, 'EOSE', id)
  })
  connect()
  await untilStored(1)
  expect(states).toContain('failed: no answer')
  expect(states.at(-1)).toBe('connected')
})

test('a relay that hangs up is connected to again and asked everything anew', async () => {
  const questions: unknown[] = []
  await serve((socket, [type, id, filter], which) => {
    if (type !== 'REQ') return
    questions.push(filter)
    say(socket, 'EOSE', id)
    if (which === 1) socket.terminate()
  })
  connect()
  await untilStored(2)
  const question = { kinds: [30078], authors: [signer.publicKey] }
  expect(questions).toEqual([question, question])
})

test('what was not asked for, is forged or is no message at all is left out', async () => {
  const good = signer.sign({ kind: 30078, tags: [['d', 'x']], content: 'good', created_at: 1 })
  const other = signer.sign({ kind: 1, tags: [], content: 'other', created_at: 1 })
  await serve((socket, [type, id]) => {
    if (type !== 'REQ') return
    socket.send('nonsense')
    socket.send('["EVENT"]')
    say(socket, 'EVENT', id, null)
    say(socket, 'EVENT', id, other)
    say(socket, 'EVENT', id, { ...good, content: 'forged' })
    say(socket, 'EVENT', id, good)
    say(socket, 'EOSE', id)
  })
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  connect()
  await untilStored(1)
  expect(events.map(({ content }) => content)).toEqual(['good'])
})
