import type { Event } from 'nostr-tools/pure'
import { verifyEvent } from 'nostr-tools/pure'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { cartSigner } from '../../../../background/network/cart-signer.ts'
import type { RelayLimits } from '../../../../background/network/protocol.ts'
import {
  RelayConnection,
  type RelayConnectionOptions,
} from '../../../../background/network/relays/relay-connection.ts'
import { type Relay, startRelay } from '../../../../demo/relay.ts'
import { environment } from '../members.ts'

vi.setConfig({ testTimeout: 30_000 })

const signer = cartSigner(new Uint8Array(32).fill(5))

type Answer = (socket: WebSocket, message: unknown[], connection: number) => void

let server: WebSocketServer | undefined
let relay: Relay | undefined
let connection: RelayConnection | undefined
let states: string[]
let stored: number
let events: Event[]
let invalid: number

/** A relay that misbehaves in ways that a good one cannot be made to. */
async function serve(answer: Answer): Promise<void> {
  let connections = 0
  const started = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server = started
  started.on('connection', socket => {
    connections += 1
    const which = connections
    socket.on('message', data => answer(socket, JSON.parse(String(data)), which))
  })
  await new Promise(resolve => started.once('listening', resolve))
}

function addressOf(): string {
  if (relay) return relay.url
  const address = server?.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no port')
  return `ws://127.0.0.1:${address.port}`
}

function connect(options: Partial<RelayConnectionOptions> = {}): RelayConnection {
  const opened = new RelayConnection({
    url: addressOf(),
    environment,
    signer,
    subscribers: [
      {
        filters: () => [{ kinds: [30078], authors: [signer.publicKey] }],
        event: event => events.push(event),
        invalid: () => {
          invalid += 1
        },
        stored: () => {
          stored += 1
        },
      },
    ],
    onStatus: () => {
      const { state, problem } = connection?.status ?? { state: 'connecting' }
      states.push(problem === undefined ? state : `${state}: ${problem}`)
    },
    ...options,
  })
  connection = opened
  return opened
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
  invalid = 0
})

afterEach(async () => {
  connection?.close()
  connection = undefined
  for (const socket of server?.clients ?? []) socket.terminate()
  server?.close()
  server = undefined
  await relay?.stop()
  relay = undefined
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

describe('a question that the relay need not answer', () => {
  const asked: string[] = []
  let answered = 0
  const question = {
    filters: () => [{ kinds: [25078], authors: [signer.publicKey] }],
    event: () => {},
    isOptional: true as const,
    stored: () => {
      answered += 1
    },
  }
  const mailbox = {
    filters: () => [{ kinds: [30078], authors: [signer.publicKey] }],
    event: () => {},
    stored: () => {
      stored += 1
    },
  }
  const kindOf = (filter: unknown): number => (filter as { kinds: number[] }).kinds[0] ?? 0

  beforeEach(() => {
    asked.length = 0
    answered = 0
  })

  test('is not asked again once it was refused, and the relay counts as reached', async () => {
    await serve((socket, [type, id, filter], which) => {
      if (type !== 'REQ') return
      asked.push(`${kindOf(filter)} ${which}`)
      if (kindOf(filter) === 25078) say(socket, 'CLOSED', id, 'blocked: kind not allowed')
      else setTimeout(() => say(socket, 'EOSE', id), 50)
    })
    connect({ subscribers: [question, mailbox] })
    await untilStored(1)
    await new Promise(resolve => environment.after(5_000, () => resolve(undefined)))
    expect(states.filter(state => state.startsWith('failed'))).toEqual([])
    expect(asked).toEqual(['25078 1', '30078 1'])
    for (const socket of server?.clients ?? []) socket.terminate()
    await untilStored(2)
    expect(asked.slice(2)).toEqual(['25078 2', '30078 2'])
  })

  test('that is never answered ends no connection', async () => {
    await serve((socket, [type, id, filter]) => {
      if (type === 'REQ' && kindOf(filter) === 30078) say(socket, 'EOSE', id)
    })
    connect({ subscribers: [question, mailbox] })
    await untilStored(1)
    await new Promise(resolve => environment.after(70_000, () => resolve(undefined)))
    expect(states.filter(state => state.startsWith('failed'))).toEqual([])
    expect(answered).toBe(0)
  })

  test('does not make a relay reached that refuses the other one', async () => {
    await serve((socket, [type, id, filter]) => {
      if (type !== 'REQ') return
      if (kindOf(filter) === 30078) say(socket, 'CLOSED', id, 'blocked: not you')
      else setTimeout(() => say(socket, 'EOSE', id), 20)
    })
    connect({ subscribers: [question, mailbox] })
    await vi.waitFor(() => expect(answered).toBe(1))
    expect(states.at(-1)).toBe('failed: blocked: not you')
  })
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

function slot(name: string): Event {
  const createdAt = Math.floor(Date.now() / 1000)
  return signer.sign({ kind: 30078, tags: [['d', name]], content: name, created_at: createdAt })
}

test('a relay that takes and gives nothing without AUTH is written to and read', async () => {
  const before = slot('before')
  relay = await startRelay({ switches: { auth: 'required' }, events: [before] })
  const opened = connect()
  await untilStored(1)
  expect(events).toEqual([before])
  const written = slot('written')
  await opened.publish(written)
  expect(await opened.holds(written)).toBe(true)
  expect(await opened.holdsAll([before, written, slot('neither')])).toEqual(new Set([before.id, written.id]))
  expect(states.filter(state => state.startsWith('failed'))).toEqual([])
})

test('what is written before the relay asked for AUTH is written again after it', async () => {
  let isKnown = false
  const taken: unknown[] = []
  await serve((socket, [type, argument]) => {
    if (type === 'AUTH') {
      isKnown = true
      say(socket, 'OK', (argument as Event).id, true, '')
    } else if (type === 'REQ') say(socket, 'EOSE', argument)
    else if (type === 'EVENT') {
      const { id } = argument as Event
      if (isKnown) taken.push(id)
      say(socket, 'OK', id, isKnown, isKnown ? '' : 'auth-required: who are you?')
      if (!isKnown) say(socket, 'AUTH', 'prove it')
    }
  })
  const opened = connect()
  await untilStored(1)
  const event = slot('first')
  await opened.publish(event)
  expect(taken).toEqual([event.id])
})

test('a relay that gives strangers nothing without a word is asked again once it knows the cart', async () => {
  const event = slot('kept')
  let isKnown = false
  await serve((socket, [type, argument]) => {
    if (type === 'AUTH') {
      isKnown = true
      say(socket, 'OK', (argument as Event).id, true, '')
    } else if (type === 'REQ') {
      if (isKnown) say(socket, 'EVENT', argument, event)
      say(socket, 'EOSE', argument)
      if (!isKnown) say(socket, 'AUTH', 'prove it')
    }
  })
  connect()
  await untilStored(2)
  expect(events).toEqual([event])
})

test('a relay that takes no answer to its AUTH refuses, and nothing else happens', async () => {
  await serve((socket, [type, argument]) => {
    if (type === 'AUTH') say(socket, 'OK', (argument as Event).id, false, 'restricted: not you')
    else if (type === 'REQ') {
      say(socket, 'AUTH', 'prove it')
      say(socket, 'CLOSED', argument, 'auth-required: members only')
    } else if (type === 'EVENT')
      say(socket, 'OK', (argument as Event).id, false, 'auth-required: members only')
  })
  const opened = connect()
  await vi.waitFor(() => expect(states).toContain('failed: auth-required: members only'))
  await expect(opened.publish(slot('x'))).rejects.toThrow('restricted: not you')
  expect(stored).toBe(0)
})

test('a message of 5 MB is not even parsed, and the rest is taken in', async () => {
  const parse = vi.spyOn(JSON, 'parse')
  const event = slot('small')
  await serve((socket, [type, id]) => {
    if (type !== 'REQ') return
    say(socket, 'EVENT', id, { ...slot('large'), content: 'x'.repeat(5_000_000) })
    socket.send(new Uint8Array(100))
    say(socket, 'EVENT', id, event)
    say(socket, 'EOSE', id)
  })
  connect()
  await untilStored(1)
  expect(events).toEqual([event])
  expect(invalid).toBe(2)
  expect(parse.mock.calls.filter(([text]) => String(text).length > 1_000_000)).toEqual([])
  parse.mockRestore()
})

test('what a relay says of its limits is read, told and remembered', async () => {
  relay = await startRelay({ switches: { information: { limitation: { max_content_length: 12_345 } } } })
  const told: RelayLimits[] = []
  const opened = connect({ onLimits: (_url, limits) => told.push(limits) })
  expect(opened.limits).toBeUndefined()
  await vi.waitFor(() => expect(told).toHaveLength(1))
  expect(opened.limits).toMatchObject({ content: 12_345 })
  opened.close()
  const remembered = { readAt: environment.now(), content: 999 }
  const next = connect({ limitsOf: () => remembered, onLimits: (_url, limits) => told.push(limits) })
  await untilStored(2)
  expect(next.limits).toBe(remembered)
  expect(told).toHaveLength(1)
})
