import type { Event } from 'nostr-tools/pure'
import { verifyEvent } from 'nostr-tools/pure'
import { beforeEach, expect, test, vi } from 'vitest'
import { type CartSigner, cartSigner } from '../../../../background/network/cart-signer.ts'
import { envelopeSizes } from '../../../../background/network/envelope.ts'
import { SignalChannel, type SignalRelay } from '../../../../background/network/peers/signal-channel.ts'
import { type CartKeys, deriveKeys } from '../../../../extension/invite/keys.ts'
import { FakeClock } from '../fake-clock.ts'

let clock: FakeClock
let keys: CartKeys
let signer: CartSigner
let sent: Event[]
/** Why the relay refuses signals, if it does. */
let refusal: string | undefined
let heard: string[]
let hasBudget: boolean

const relay: SignalRelay = {
  url: 'wss://relay.test/',
  async publish(event) {
    sent.push(event)
    if (refusal !== undefined) throw new Error(refusal)
  },
}

function channel(contentKey = keys.contentKey): SignalChannel {
  return new SignalChannel({
    contentKey,
    signer,
    clock,
    relays: () => [relay],
    budgetOf: () => ({ takeSignal: () => hasBudget }),
    onSignal: data => heard.push(data),
    onReady: () => {},
  })
}

beforeEach(async () => {
  clock = new FakeClock()
  keys = await deriveKeys(new Uint8Array(32).fill(3))
  signer = cartSigner(keys.signingKey)
  sent = []
  refusal = undefined
  heard = []
  hasBudget = true
})

async function sendOne(data: string): Promise<Event> {
  await channel().send(data)
  const event = sent.at(-1)
  if (!event) throw new Error('Nothing was sent')
  return event
}

test('a signal arrives once, from however many relays', async () => {
  const event = await sendOne('offer')
  const receiver = channel()
  for (let relay = 0; relay < 5; relay++) receiver.event(event)
  await vi.waitFor(() => expect(heard).toEqual(['offer']))
  receiver.event(await sendOne('answer'))
  await vi.waitFor(() => expect(heard).toEqual(['offer', 'answer']))
})

test('on the way it is an ephemeral event of the cart with no tags, encrypted and padded', async () => {
  const event = await sendOne('a telling offer')
  expect(verifyEvent(event)).toBe(true)
  expect(event).toMatchObject({ kind: 25078, pubkey: signer.publicKey, tags: [] })
  expect(event.content).not.toContain('telling')
  expect(envelopeSizes).toContain(Buffer.from(event.content, 'base64').length)
})

test('its own signals do not come back to it', async () => {
  const one = channel()
  await one.send('hello')
  for (const event of sent) one.event(event)
  const other = await sendOne('from another')
  one.event(other)
  await vi.waitFor(() => expect(heard).toEqual(['from another']))
})

test('a signal of more than 60 s ago, or of a clock that far ahead, leads nowhere', async () => {
  const receiver = channel()
  const past = await sendOne('past')
  clock.advance(61_000)
  receiver.event(past)
  receiver.event({ ...past, id: 'f'.repeat(64), created_at: clock.now() / 1000 + 62 })
  clock.advance(10_000)
  receiver.event(await sendOne('present'))
  await vi.waitFor(() => expect(heard).toEqual(['present']))
})

test('what another key made is left out', async () => {
  const other = await deriveKeys(new Uint8Array(32).fill(4))
  const receiver = channel(other.contentKey)
  receiver.event(await sendOne('secret'))
  await channel(other.contentKey).send('known')
  const known = sent.at(-1)
  if (known) receiver.event(known)
  await vi.waitFor(() => expect(heard).toEqual(['known']))
})

test('it asks for the signals of this cart in the last minute', () => {
  expect(channel().filters()).toEqual([
    { kinds: [25078], authors: [signer.publicKey], since: clock.now() / 1000 - 60 },
  ])
})

test('a fault that sends without end is held back', async () => {
  const one = channel()
  for (let count = 0; count < 40; count++) await one.send('again')
  expect(sent).toHaveLength(8)
  clock.advance(20_000)
  for (let count = 0; count < 40; count++) await one.send('again')
  expect(sent).toHaveLength(10)
})

test('a relay whose budget is spent is sent none', async () => {
  const one = channel()
  hasBudget = false
  await one.send('announcement')
  expect(sent).toEqual([])
  hasBudget = true
  await one.send('announcement')
  expect(sent).toHaveLength(1)
})

/** Sends one and lets the relay's answer come. */
async function sendAndHear(one: SignalChannel): Promise<number> {
  const before = sent.length
  await one.send('hello')
  await new Promise(resolve => setImmediate(resolve))
  return sent.length - before
}

test('a relay that had enough is left in peace: a minute, then two, and as before once it takes one', async () => {
  clock.chance = 1
  const one = channel()
  refusal = 'rate-limited: you are noting too much'
  expect(await sendAndHear(one)).toBe(1)
  clock.advance(59_000)
  expect(await sendAndHear(one)).toBe(0)
  clock.advance(1_000)
  expect(await sendAndHear(one)).toBe(1)
  clock.advance(119_000)
  expect(await sendAndHear(one)).toBe(0)
  clock.advance(1_000)
  refusal = undefined
  expect(await sendAndHear(one)).toBe(1)
  refusal = 'rate-limited: you are noting too much'
  expect(await sendAndHear(one)).toBe(1)
  clock.advance(60_000)
  expect(await sendAndHear(one)).toBe(1)
})

test('other refusals do not silence it', async () => {
  const one = channel()
  refusal = 'blocked: not now'
  expect(await sendAndHear(one)).toBe(1)
  expect(await sendAndHear(one)).toBe(1)
})
