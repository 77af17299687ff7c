import { randomBytes } from 'node:crypto'
import { finalizeEvent, generateSecretKey, getPublicKey, type VerifiedEvent } from 'nostr-tools/pure'
import { afterEach, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { cartSigner } from '../../../background/network/cart-signer.ts'
import { envelopeSizes, seal } from '../../../background/network/envelope.ts'
import { gzip } from '../../../background/network/gzip.ts'
import { slotTag, writeSlot } from '../../../background/network/mailbox/slot.ts'
import { withHeader } from '../../../background/network/mailbox/slot-header.ts'
import { keyOf, product } from '../../../bench/household-year.ts'
import { type Relay, type RelayOptions, startRelay } from '../../../demo/relay.ts'
import { addProduct } from '../../../extension/cart/operations/add.ts'
import { cartView } from '../../../extension/cart/view.ts'
import { deriveKeys } from '../../../extension/invite/keys.ts'
import { header } from './mailbox/slots.ts'
import { environment, type Member, type MemberOptions, secret, startMember, stopMembers } from './members.ts'

vi.setConfig({ testTimeout: 120_000 })

const relays: Relay[] = []

async function relay(options: RelayOptions = {}): Promise<Relay> {
  const started = await startRelay(options)
  relays.push(started)
  return started
}

afterEach(async () => {
  stopMembers()
  await Promise.all(relays.splice(0).map(one => one.stop()))
})

function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 50_000, interval: 10 })
}

function untilSavedOn(member: Member, count: number): Promise<void> {
  return until(() => expect(member.status()).toMatchObject({ savedOn: count, waiting: 0 }))
}

/** Makes a change and waits until its status has gone from waiting to saved. */
async function save(member: Member, count: number, change: () => void): Promise<void> {
  const before = member.messages.length
  change()
  await until(() => {
    const later = member.messages.slice(before)
    expect(later.some(message => message.type === 'status' && message.status.waiting)).toBe(true)
    expect(member.status()).toMatchObject({ savedOn: count, waiting: 0 })
  })
}

function anna(options: Omit<MemberOptions, 'device'>): Member {
  return startMember({ device: 'anna0001', ...options })
}

function ben(options: Omit<MemberOptions, 'device'>): Member {
  return startMember({ device: 'ben00001', ...options })
}

/** A slot of a version that this one does not know. */
async function unknownFormat(slot: string, packed: Uint8Array, createdAt: number): Promise<VerifiedEvent> {
  const { contentKey, signingKey } = await deriveKeys(secret)
  const content = withHeader(header, packed)
  content[0] = 2
  return cartSigner(signingKey).sign({
    kind: 30078,
    tags: [['d', slot]],
    content: await seal(contentKey, `30078:${slot}`, content),
    created_at: createdAt,
  })
}

function slots(on: Relay): string[] {
  return on.events().map(event => event.tags[0]?.[1] ?? '')
}

/** Puts any event on a relay, as a stranger could. */
async function publish(url: string, event: VerifiedEvent): Promise<string> {
  const socket = new WebSocket(url)
  await new Promise(resolve => socket.once('open', resolve))
  socket.send(JSON.stringify(['EVENT', event]))
  const answer = await new Promise(resolve => socket.once('message', resolve))
  socket.close()
  return String(answer)
}

test('what one member wrote and left is there for another who comes later', async () => {
  const { url } = await relay()
  const first = anna({ relays: [url] })
  first.add('milk')
  await untilSavedOn(first, 1)
  first.stop()

  const second = ben({ relays: [url] })
  await until(() => expect(second.entries()).toEqual(['milk']))
  await untilSavedOn(second, 1)
  expect(second.status()?.relays).toMatchObject([{ url, state: 'connected' }])
})

test('three members on two relays, each of which only some can reach, come to the same cart', async () => {
  const [left, right] = await Promise.all([relay(), relay()])
  const members = [
    startMember({ device: 'anna0001', relays: [left.url] }),
    startMember({ device: 'ben00001', relays: [left.url, right.url] }),
    startMember({ device: 'cleo0001', relays: [right.url] }),
  ]
  for (const [index, member] of members.entries()) member.add(`from ${index}`)
  await until(() => {
    for (const member of members) expect(member.entries()).toEqual(['from 0', 'from 1', 'from 2'])
  })
  await untilSavedOn(members[1] as Member, 2)
})

test('a deletion travels, though it adds nothing to any state vector', async () => {
  const { url } = await relay()
  const first = anna({ relays: [url] })
  first.add('milk')
  await untilSavedOn(first, 1)
  const second = ben({ relays: [url] })
  await until(() => expect(second.entries()).toEqual(['milk']))
  first.stop()
  await save(second, 1, () => second.doc.getArray('d:anna0001').delete(0, 1))
  second.stop()

  const again = anna({ relays: [url], doc: first.doc })
  await until(() => expect(again.entries()).toEqual([]))
})

test('two devices fill slots of their own', async () => {
  const one = await relay()
  const first = anna({ relays: [one.url] })
  first.add('milk')
  await untilSavedOn(first, 1)
  const second = ben({ relays: [one.url] })
  await until(() => expect(second.entries()).toEqual(['milk']))
  await save(second, 1, () => second.add('bread'))
  expect(new Set(slots(one)).size).toBe(2)
})

test('nothing is written at a start when the mailbox has it all already', async () => {
  const one = await relay()
  const first = anna({ relays: [one.url] })
  first.add('milk')
  await untilSavedOn(first, 1)
  first.stop()
  const written = one.received().length

  const again = anna({ relays: [one.url], doc: first.doc })
  await untilSavedOn(again, 1)
  const other = ben({ relays: [one.url] })
  await untilSavedOn(other, 1)
  // A change that is written shows that a write would have been seen.
  await save(other, 1, () => other.add('bread'))
  await until(() => expect(again.entries()).toEqual(['bread', 'milk']))
  await untilSavedOn(again, 1)
  expect(one.received().length).toBe(written + 1)
})

test('a relay that comes back empty is filled again', async () => {
  const one = await relay()
  const first = anna({ relays: [one.url] })
  first.add('milk')
  await untilSavedOn(first, 1)
  await one.stop()
  await until(() => expect(first.status()?.relays[0]).toMatchObject({ state: 'failed' }))
  const again = await relay({ port: one.port })
  await until(() => expect(again.events()).toHaveLength(1))
  await untilSavedOn(first, 1)
})

test('a relay that cannot be reached at first is used as soon as it can', async () => {
  const free = await startRelay()
  await free.stop()
  const first = anna({ relays: [free.url] })
  first.add('milk')
  await until(() => {
    expect(first.status()).toMatchObject({ savedOn: 0, waiting: 1, relays: [{ state: 'failed' }] })
  })
  expect(first.status()?.relays[0]?.problem).toBeTypeOf('string')
  await relay({ port: free.port })
  await untilSavedOn(first, 1)
})

test('changes made on both sides of an outage are merged', async () => {
  const one = await relay()
  const [first, second] = [anna({ relays: [one.url] }), ben({ relays: [one.url] })]
  first.add('milk')
  await until(() => expect(second.entries()).toEqual(['milk']))
  await one.stop()
  first.add('tea')
  second.add('bread')
  await relay({ port: one.port, events: one.events() })
  await until(() => {
    expect(first.entries()).toEqual(['bread', 'milk', 'tea'])
    expect(second.entries()).toEqual(['bread', 'milk', 'tea'])
  })
})

test('one relay of two is enough, and the status tells which one fails', async () => {
  const good = await relay()
  const dead = await startRelay()
  await dead.stop()
  const first = anna({ relays: [good.url, dead.url] })
  first.add('milk')
  await untilSavedOn(first, 1)
  await until(() => {
    expect(first.status()?.relays.map(({ state }) => state)).toEqual(['connected', 'failed'])
  })
})

test('an acknowledged event that the relay lost does not count as saved', async () => {
  const liar = await relay({ lose: event => event.kind === 30078 })
  const first = anna({ relays: [liar.url] })
  first.add('milk')
  await until(() => expect(liar.received().length).toBeGreaterThan(0))
  const honest = await relay()
  const second = ben({ relays: [liar.url, honest.url], doc: first.doc })
  await untilSavedOn(second, 1)
  expect(first.status()).toMatchObject({ savedOn: 0, waiting: 1 })
})

test('a refusal is waited out, and the write comes again', async () => {
  let refusals = 1
  const busy = await relay({ refuse: () => (refusals-- > 0 ? 'rate-limited: slow down' : undefined) })
  const first = anna({ relays: [busy.url] })
  first.add('milk')
  await until(() => expect(busy.received()).toHaveLength(1))
  expect(first.status()).toMatchObject({ savedOn: 0, waiting: 1 })
  await untilSavedOn(first, 1)
  expect(busy.received()).toHaveLength(2)
})

test('a burst of changes is few writes', async () => {
  const one = await relay()
  const first = anna({ relays: [one.url] })
  for (let count = 0; count < 100; count++) first.add(`entry ${count}`)
  await untilSavedOn(first, 1)
  expect(one.received().length).toBeLessThanOrEqual(2)
})

test('a relay sees one key, slot tags, expiry dates and padded sizes, and nothing else', async () => {
  const one = await relay()
  const [first, second] = [anna({ relays: [one.url] }), ben({ relays: [one.url] })]
  first.add('milk')
  second.add('a long list of very secret things')
  await Promise.all([untilSavedOn(first, 1), untilSavedOn(second, 1)])

  const { signingKey } = await deriveKeys(secret)
  const events = one.received()
  expect(events.length).toBeGreaterThan(1)
  for (const event of events) {
    expect(event.pubkey).toBe(getPublicKey(signingKey))
    expect(event.kind).toBe(30078)
    expect(event.tags).toEqual([
      ['d', expect.stringMatching(/^[0-9a-f]{32}$/)],
      ['expiration', String(event.created_at + 90 * 24 * 60 * 60)],
    ])
    expect(envelopeSizes).toContain(Buffer.from(event.content, 'base64').length)
  }
  expect(JSON.stringify(events)).not.toMatch(/milk|secret|anna|ben0/)
})

test('events that are forged, of another kind of content or for another slot are left out', async () => {
  const one = await relay()
  const keys = await deriveKeys(secret)
  const signer = cartSigner(keys.signingKey)
  const createdAt = Math.floor(environment.now() / 1000)
  const evil = new Y.Doc()
  evil.getArray('d:evil0001').push(['poison'])
  const packed = await gzip(Y.encodeStateAsUpdate(evil))
  const slot = (digit: string): string => digit.repeat(32)

  const stranger = cartSigner(generateSecretKey())
  const moved = await writeSlot({ slot: slot('a'), header, packed, createdAt }, keys.contentKey, signer)
  const { contentKey: otherKey } = await deriveKeys(new Uint8Array(32))
  const events = [
    await writeSlot({ slot: slot('1'), header, packed, createdAt }, keys.contentKey, stranger),
    signer.sign({ ...moved, tags: [['d', slot('2')]] }),
    await writeSlot({ slot: slot('3'), header, packed, createdAt }, otherKey, signer),
    await writeSlot(
      { slot: slot('4'), header, packed: randomBytes(500), createdAt },
      keys.contentKey,
      signer,
    ),
    await writeSlot(
      { slot: slot('5'), header, packed: await gzip(randomBytes(500)), createdAt },
      keys.contentKey,
      signer,
    ),
    await unknownFormat(slot('6'), packed, createdAt),
    finalizeEvent({ kind: 30078, tags: [], content: 'hello', created_at: createdAt }, keys.signingKey),
  ]
  for (const event of events) expect(await publish(one.url, event)).toContain('true')

  const first = anna({ relays: [one.url] })
  first.add('milk')
  await untilSavedOn(first, 1)
  const second = ben({ relays: [one.url] })
  await until(() => expect(second.entries()).toEqual(['milk']))
  expect(first.entries()).toEqual(['milk'])
})

test('a device whose clock ran ahead for a while writes another slot meanwhile', async () => {
  const one = await relay()
  const { tagKey, contentKey, signingKey } = await deriveKeys(secret)
  const slot = await slotTag(tagKey, 'delta/anna0001/0')
  const future = Math.floor(environment.now() / 1000) + 100_000
  const old = new Y.Doc()
  old.getArray('d:anna0001').push(['milk'])
  const packed = await gzip(Y.encodeStateAsUpdate(old))
  await publish(
    one.url,
    await writeSlot({ slot, header, packed, createdAt: future }, contentKey, cartSigner(signingKey)),
  )

  const first = anna({ relays: [one.url] })
  await until(() => expect(first.entries()).toEqual(['milk']))
  await save(first, 1, () => first.add('bread'))
  expect(one.events()).toHaveLength(2)
  await save(first, 1, () => first.add('tea'))
  expect(one.events().map(event => event.created_at)).toEqual([future, expect.any(Number)])
  expect(slots(one)).toEqual([slot, await slotTag(tagKey, 'delta/anna0001/1')])
  first.stop()
  const second = ben({ relays: [one.url] })
  await until(() => expect(second.entries()).toEqual(['bread', 'milk', 'tea']))
})

test('an entry that does not fit in one event is told, and the rest is saved once it fits again', async () => {
  const one = await relay()
  const first = anna({ relays: [one.url] })
  first.add(randomBytes(60_000).toString('base64'))
  first.add('milk')
  await until(() => {
    expect(first.status()).toMatchObject({
      savedOn: 0,
      waiting: expect.any(Number),
      problem: 'cart-too-large',
    })
  })
  expect(first.status()?.waiting).toBeGreaterThan(0)
  const second = ben({ relays: [one.url] })
  first.doc.getArray('d:anna0001').delete(0, 1)
  await untilSavedOn(first, 1)
  expect(first.status()).not.toHaveProperty('problem')
  await until(() => expect(second.entries()).toEqual(['milk']))
})

test('a cart of 5,000 lines travels, in parts', async () => {
  const one = await relay()
  const cart = { doc: new Y.Doc(), device: 'anna0001', now: () => environment.now() }
  cart.doc.transact(() => {
    for (let number = 0; number < 5_000; number++) addProduct(cart, keyOf(number), 1, product(number))
  })
  const first = anna({ relays: [one.url], doc: cart.doc })
  await untilSavedOn(first, 1)
  const told = first.messages.flatMap(message =>
    message.type === 'status' ? (message.status.progress ?? []) : [],
  )
  expect(told).toContainEqual({ what: 'saving', done: 1, total: expect.any(Number) })
  first.stop()
  expect(one.events().length).toBeGreaterThan(3)
  expect(one.events().length).toBeLessThan(10)
  for (const { content } of one.events()) expect(content.length).toBeLessThanOrEqual(60_000)

  const second = ben({ relays: [one.url] })
  await until(() => expect(Y.encodeStateVector(second.doc)).toEqual(Y.encodeStateVector(cart.doc)))
  expect(cartView(second.doc)).toEqual(cartView(cart.doc))
  await save(second, 1, () => second.add('one more'))
  expect(Math.min(...one.received().map(({ content }) => content.length))).toBeLessThan(1_400)
})

test('an address that is no relay is told as failed, and the others work', async () => {
  const one = await relay()
  const first = anna({ relays: ['https://relay.example', one.url, 'ws://relay.example'] })
  first.add('milk')
  await untilSavedOn(first, 1)
  expect(first.status()?.relays).toMatchObject([
    { url: one.url, state: 'connected' },
    { url: 'https://relay.example', state: 'failed', problem: expect.any(String) },
    { url: 'ws://relay.example', state: 'failed', problem: expect.any(String) },
  ])
})
