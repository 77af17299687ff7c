import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { linePair } from '../../../background/network/in-page.ts'
import { startNetwork } from '../../../background/network/network.ts'
import type {
  BackgroundEnd,
  FromNetwork,
  KeptState,
  NetworkStatus,
} from '../../../background/network/protocol.ts'
import { type Relay, startRelay } from '../../../demo/relay.ts'
import { environment, sharedCart } from './members.ts'

vi.setConfig({ testTimeout: 30_000 })

const relays: Relay[] = []
const lines: BackgroundEnd[] = []

async function relay(): Promise<Relay> {
  const started = await startRelay()
  relays.push(started)
  return started
}

afterEach(async () => {
  for (const line of lines.splice(0)) line.close()
  await Promise.all(relays.splice(0).map(one => one.stop()))
})

/** A network that stays for `quietMs` after a change, with what it said. */
function start(quietMs: number) {
  const { background, network } = linePair()
  const said: FromNetwork[] = []
  background.onMessage(message => said.push(message))
  startNetwork(network, environment, quietMs)
  lines.push(background)
  const statuses = (): NetworkStatus[] => said.flatMap(one => (one.type === 'status' ? one.status : []))
  const kept = (): KeptState | undefined => said.flatMap(one => (one.type === 'kept' ? one.kept : [])).at(-1)
  const rests = (): number[] => said.flatMap(one => (one.type === 'rested' ? one.heard : []))
  return { background, said, statuses, kept, rests }
}

function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 15_000, interval: 10 })
}

function docWith(entry: string): Y.Doc {
  const doc = new Y.Doc()
  doc.getArray<string>('d:anna0001').push([entry])
  return doc
}

test('a look writes what is owed, tells what is to be remembered, and rests', async () => {
  const one = await relay()
  const { background, said, statuses, kept, rests } = start(60_000)
  background.send({ type: 'relay-records', records: [] })
  background.send({ type: 'open', ...sharedCart({ device: 'anna0001', relays: [one.url] }, docWith('milk')) })
  await until(() => expect(rests()).toEqual([2]))
  expect(statuses().at(-1)).toMatchObject({ savedOn: 1, waiting: 0 })
  expect(kept()).toMatchObject({ savedOn: [one.url], waiting: 0 })
  const records = said.flatMap(message => (message.type === 'relay-record' ? message.record : []))
  expect(records.at(-1)).toMatchObject({ url: one.url, budget: { left: 3 }, answeredAt: expect.any(Number) })
  expect(said.at(-1)?.type).toBe('rested')
})

test('once the line is closed, no connection stays', async () => {
  const one = await relay()
  const { background, statuses } = start(60_000)
  background.send({ type: 'open', ...sharedCart({ device: 'anna0001', relays: [one.url] }, docWith('milk')) })
  await until(() => expect(statuses().at(-1)).toMatchObject({ savedOn: 1 }))
  expect(one.counts().connections).toBe(1)
  background.close()
  await until(() => expect(one.counts().connections).toBe(0))
})

test('it stays while a view is open and for a while after a change, and counts what it heard', async () => {
  const one = await relay()
  const { background, statuses, rests } = start(10_000)
  const doc = docWith('milk')
  background.send({ type: 'attention', active: true })
  background.send({ type: 'open', ...sharedCart({ device: 'anna0001', relays: [one.url] }, doc) })
  await until(() => expect(statuses().at(-1)).toMatchObject({ savedOn: 1 }))
  doc.on('update', update => background.send({ type: 'update', cart: 'cart-of-the-test', update }))
  doc.getArray<string>('d:anna0001').push(['bread'])
  await until(() => expect(statuses().at(-1)).toMatchObject({ savedOn: 0, waiting: 1 }))
  await until(() => expect(statuses().at(-1)).toMatchObject({ savedOn: 1, waiting: 0 }))
  expect(rests()).toEqual([])
  const changedAt = environment.now()
  background.send({ type: 'attention', active: false })
  await until(() => expect(rests()).toEqual([4]))
  expect(environment.now() - changedAt).toBeLessThan(60_000)
})

test('relays that cannot be reached are no reason to stay', async () => {
  const dead = await startRelay()
  await dead.stop()
  const { background, statuses, rests } = start(60_000)
  background.send({
    type: 'open',
    ...sharedCart({ device: 'anna0001', relays: [dead.url] }, docWith('milk')),
  })
  await until(() => expect(rests()).toEqual([1]))
  expect(statuses().at(-1)).toMatchObject({ savedOn: 0, waiting: 1, relays: [{ state: 'failed' }] })
})

test('the next network knows at once what was saved, until the cart changes or a relay says otherwise', async () => {
  const one = await relay()
  const doc = docWith('milk')
  const cart = sharedCart({ device: 'anna0001', relays: [one.url] }, doc)
  const first = start(60_000)
  first.background.send({ type: 'open', ...cart })
  await until(() => expect(first.rests()).toHaveLength(1))
  const kept = first.kept()
  if (!kept) throw new Error('Nothing was kept')
  first.background.close()

  one.set({ connections: 'silent' })
  const second = start(60_000)
  second.background.send({ type: 'open', ...cart, kept })
  await until(() => expect(second.statuses()).toHaveLength(1))
  expect(second.statuses()[0]).toMatchObject({
    savedOn: 1,
    savedAt: kept.savedAt,
    waiting: 0,
    relays: [{ state: 'connecting', hasAll: true }],
  })
  second.background.close()

  one.set({})
  one.forget()
  const third = start(60_000)
  third.background.send({ type: 'open', ...cart, kept })
  await until(() =>
    expect(third.statuses().some(({ savedOn, waiting }) => savedOn === 0 && waiting === 1)).toBe(true),
  )
  await until(() => expect(third.statuses().at(-1)).toMatchObject({ savedOn: 1, waiting: 0 }))
})

test('the relays of an open cart are exchanged', async () => {
  const [before, after] = [await relay(), await relay()]
  const { background, statuses } = start(60_000)
  background.send({
    type: 'open',
    ...sharedCart({ device: 'anna0001', relays: [before.url] }, docWith('milk')),
  })
  await until(() => expect(statuses().at(-1)).toMatchObject({ savedOn: 1 }))
  background.send({ type: 'relays', cart: 'cart-of-the-test', relays: [after.url] })
  await until(() =>
    expect(statuses().at(-1)).toMatchObject({ savedOn: 1, relays: [{ url: after.url, hasAll: true }] }),
  )
  expect(before.counts().connections).toBe(0)
  expect(after.events()).toHaveLength(1)

  before.forget()
  background.send({ type: 'relays', cart: 'cart-of-the-test', relays: [before.url] })
  await until(() => expect(statuses().at(-1)).toMatchObject({ savedOn: 0, relays: [{ url: before.url }] }))
  await until(() => expect(statuses().at(-1)).toMatchObject({ savedOn: 1, relays: [{ hasAll: true }] }))
  expect(before.events()).toHaveLength(1)
})

test('a probe is answered', async () => {
  const one = await relay()
  const { background, said } = start(60_000)
  background.send({ type: 'probe', request: 7, secret: new Uint8Array(32).fill(3), relays: [one.url] })
  await until(() =>
    expect(said).toContainEqual({ type: 'probed', request: 7, results: [{ url: one.url, works: true }] }),
  )
})
