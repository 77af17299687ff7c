import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { startNetwork } from '../../../background/network/network.ts'
import type { FromNetwork, MailboxPreview, ToNetwork } from '../../../background/network/protocol.ts'
import { type Relay, startRelay } from '../../../demo/relay.ts'
import { limits } from '../../../extension/limits.ts'
import { docOf, slotEvent, textsOf } from './mailbox/slots.ts'
import { environment, type Member, secret, sharedCart, startMember, stopMembers } from './members.ts'

vi.setConfig({ testTimeout: 60_000 })

const relays: Relay[] = []

async function relay(...options: Parameters<typeof startRelay>): Promise<Relay> {
  const started = await startRelay(...options)
  relays.push(started)
  return started
}

afterEach(async () => {
  stopMembers()
  await Promise.all(relays.splice(0).map(one => one.stop()))
})

function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 10 })
}

function untilSaved(member: Member): Promise<void> {
  return until(() => expect(member.status()).toMatchObject({ savedOn: 1, waiting: 0 }))
}

async function preview(member: Member, request: number, urls: readonly string[]): Promise<MailboxPreview> {
  member.background.send({ type: 'preview', request, secret, relays: urls })
  return vi.waitFor(
    () => {
      const answer = member.messages.find(
        message => message.type === 'previewed' && message.request === request,
      )
      if (answer?.type !== 'previewed') throw new Error('No answer yet')
      return answer.preview
    },
    { timeout: 20_000, interval: 10 },
  )
}

function entriesOf(updates: readonly Uint8Array[], device: string): unknown[] {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getArray(`d:${device}`).toArray()
}

test.each([
  ['that this profile never had, a copy of it', ['2222222222222222'], true],
  ['of this profile, no copy', ['1111111111111111', '2222222222222222'], false],
])('what a session wrote %s wrote, whatever became of its claim', async (_what, known, isCopied) => {
  const one = await relay()
  // Without `known` nothing is claimed: the slot is all that tells.
  const before = startMember({ device: 'anna0001', relays: [one.url], session: '1111111111111111' })
  before.add('milk')
  await untilSaved(before)
  before.stop()
  const now = startMember({ device: 'anna0001', relays: [one.url], session: '2222222222222222', known })
  await until(() => expect(now.entries()).toEqual(['milk']))
  await untilSaved(now)
  expect(now.messages.some(({ type }) => type === 'copied')).toBe(isCopied)
})

test('a preview reads a mailbox, writes nothing and joins nothing', async () => {
  const one = await relay()
  const anna = startMember({ device: 'anna0001', relays: [one.url] })
  anna.add('milk')
  await untilSaved(anna)
  const before = one.received().length

  const stranger = startMember({ device: 'ben00001', relays: [], secret: new Uint8Array(32) })
  const { answered, updates } = await preview(stranger, 1, [one.url])
  expect(answered).toBe(1)
  expect(entriesOf(updates, 'anna0001')).toEqual(['milk'])
  expect(stranger.entries()).toEqual([])
  expect(one.received()).toHaveLength(before)
})

test('a preview tells an empty mailbox from relays that do not answer', async () => {
  const one = await relay()
  const dead = await startRelay()
  await dead.stop()
  const ben = startMember({ device: 'ben00001', relays: [] })
  expect(await preview(ben, 1, [one.url])).toEqual({ answered: 1, updates: [] })
  expect(await preview(ben, 2, [dead.url])).toEqual({ answered: 0, updates: [] })
  expect(await preview(ben, 3, [dead.url, one.url])).toEqual({ answered: 1, updates: [] })
  expect(await preview(ben, 4, [])).toEqual({ answered: 0, updates: [] })
})

test('a preview of a mailbox with many large slots is of bounded size', async () => {
  const createdAt = Math.floor(environment.now() / 1000)
  const events = await Promise.all(
    Array.from({ length: 16 }, (_, number) =>
      slotEvent(number, createdAt - number, docOf(`${number} ${'x'.repeat(limits.updateBytes / 2)}`)),
    ),
  )
  const one = await relay({ events })
  const { answered, updates } = await preview(startMember({ device: 'ben00001', relays: [] }), 1, [one.url])
  expect(answered).toBe(1)
  for (const update of updates) expect(update.length).toBeLessThanOrEqual(limits.updateBytes)
  const newest = textsOf(...updates).map(text => Number(String(text).split(' ')[0]))
  expect(newest.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('an answer that the line refuses is reported, and answered by nothing', async () => {
  const one = await relay({
    events: [await slotEvent(1, Math.floor(environment.now() / 1000), docOf('milk'))],
  })
  const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
  const sent: FromNetwork[] = []
  const listeners: ((message: ToNetwork) => void)[] = []
  const closers: (() => void)[] = []
  const send = vi.fn((message: FromNetwork) => {
    if (message.type !== 'previewed' || message.preview.updates.length > 0) throw new Error('too large')
    sent.push(message)
  })
  startNetwork(
    {
      // That nothing is left to do is said as well, between the questions.
      send: message => (message.type === 'rested' ? undefined : send(message)),
      onMessage: listener => listeners.push(listener),
      onClose: listener => closers.push(listener),
      close: () => {},
    },
    environment,
  )
  for (const request of [1, 2]) {
    for (const listener of listeners) listener({ type: 'preview', request, secret, relays: [one.url] })
    await until(() =>
      expect(sent).toContainEqual({ type: 'previewed', request, preview: { answered: 0, updates: [] } }),
    )
  }
  expect(send).toHaveBeenCalledTimes(4)
  expect(reported).toHaveBeenCalledTimes(2)

  // A closed line refuses the second answer as well.
  send.mockImplementation(() => {
    throw new Error('closed')
  })
  for (const listener of listeners) listener({ type: 'preview', request: 3, secret, relays: [one.url] })
  await until(() => expect(reported).toHaveBeenCalledTimes(4))
  for (const close of closers) close()
  reported.mockRestore()
})

test('what the background sent is not sent back to it', async () => {
  const one = await relay()
  const anna = startMember({ device: 'anna0001', relays: [one.url] })
  anna.add('milk')
  await untilSaved(anna)
  expect(anna.messages.filter(({ type }) => type === 'update')).toEqual([])
})

test('a background that starts again gets what it lacked and the status anew', async () => {
  const one = await relay()
  const anna = startMember({ device: 'anna0001', relays: [one.url] })
  const ben = startMember({ device: 'ben00001', relays: [one.url] })
  ben.add('bread')
  await until(() => expect(anna.entries()).toEqual(['bread']))
  await untilSaved(anna)

  anna.messages.length = 0
  anna.background.send({
    type: 'open',
    ...sharedCart({ device: 'anna0001', relays: [one.url] }, new Y.Doc()),
  })
  await untilSaved(anna)
  const updates = anna.messages.flatMap(message => (message.type === 'update' ? message.update : []))
  expect(entriesOf(updates, 'ben00001')).toEqual(['bread'])
})

test('a cart opened with other relays goes to those', async () => {
  const [before, after] = [await relay(), await relay()]
  const anna = startMember({ device: 'anna0001', relays: [before.url] })
  anna.add('milk')
  await untilSaved(anna)
  anna.background.send({ type: 'open', ...sharedCart({ device: 'anna0001', relays: [after.url] }, anna.doc) })
  await until(() => expect(anna.status()).toMatchObject({ savedOn: 1, relays: [{ url: after.url }] }))
  expect(after.events()).toHaveLength(1)
})

test('a closed cart is left alone', async () => {
  const one = await relay()
  const anna = startMember({ device: 'anna0001', relays: [one.url] })
  anna.add('milk')
  await untilSaved(anna)
  anna.background.send({ type: 'close', cart: 'cart-of-the-test' })
  anna.add('bread')
  const ben = startMember({ device: 'ben00001', relays: [one.url] })
  ben.add('tea')
  await untilSaved(ben)
  expect(ben.entries()).toEqual(['milk', 'tea'])
  expect(anna.entries()).toEqual(['bread', 'milk'])
})

test('attention makes it try a failed relay at once', async () => {
  const gone = await startRelay()
  await gone.stop()
  const anna = startMember({ device: 'anna0001', relays: [gone.url] })
  anna.add('milk')
  await until(() => expect(anna.status()?.relays[0]?.state).toBe('failed'))
  await relay({ port: gone.port })
  anna.background.send({ type: 'attention', active: false })
  anna.background.send({ type: 'attention', active: true })
  await untilSaved(anna)
})

test('a damaged update is told in the status and harms nothing', async () => {
  const one = await relay()
  const anna = startMember({ device: 'anna0001', relays: [one.url] })
  anna.background.send({ type: 'update', cart: 'cart-of-the-test', update: new Uint8Array([1, 2, 3]) })
  anna.background.send({ type: 'update', cart: 'no-such-cart', update: new Uint8Array() })
  anna.add('milk')
  await untilSaved(anna)
  expect(anna.status()?.leftOut).toBe('unreadable')
})
