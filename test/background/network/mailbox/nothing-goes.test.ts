import { beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { FakeClock } from '../fake-clock.ts'
import { copyOf, type Device, entriesOn, noise, pass, startDevice, until, untilSaved } from './device.ts'
import { FakeRelay } from './fake-relay.ts'
import { signer } from './slots.ts'

/*
 * A relay that once had something of a cart has it at every moment after: a device that writes anew, or tidies, may be
 * gone in between, and somebody may join then.
 */

vi.setConfig({ testTimeout: 60_000 })
vi.spyOn(console, 'debug').mockImplementation(() => {})

const dayMs = 24 * 60 * 60_000
let clock: FakeClock
let relay: FakeRelay

beforeEach(() => {
  clock = new FakeClock()
  relay = new FakeRelay()
})

function saved(device: Device): Promise<void> {
  return untilSaved(clock, device)
}

/** A device that wrote as much under each of two client ids: what is written anew is cut differently from what was. */
async function largeCart(): Promise<Y.Doc> {
  let doc = new Y.Doc()
  for (const [at, clientID] of [1_000, 2_000_000].entries()) {
    doc = copyOf(doc, clientID)
    const device = await startDevice({ clock, doc, session: `${at}`.repeat(16) })
    relay.connect(device.mailbox)
    device.add(...Array.from({ length: 30 }, () => noise(4_000)))
    await saved(device)
    device.mailbox.close()
  }
  return doc
}

test('while a device renews its parts, each of them goes on being there', async () => {
  const doc = await largeCart()
  const all = await entriesOn(relay)
  expect(all.length).toBe(60)
  clock.advance(46 * dayMs)
  const before = relay.received.length
  let device = await startDevice({ clock, doc: copyOf(doc, 3), session: 'c'.repeat(16) })
  relay.connect(device.mailbox)
  for (let writes = before + 1; ; writes++) {
    await until(
      clock,
      () =>
        relay.received.length >= writes ||
        (device.mailbox.status().savedOn === 1 && device.mailbox.settled()),
    )
    expect(await entriesOn(relay)).toEqual(all)
    if (device.mailbox.status().savedOn === 1 && device.mailbox.settled()) break
    // It is ended at every step, and goes on where it stopped.
    device.mailbox.close()
    device = await startDevice({ clock, doc: copyOf(doc, 3), session: 'c'.repeat(16) })
    relay.connect(device.mailbox)
  }
  const fresh = relay.events.filter(({ created_at }) => created_at > (clock.now() - dayMs) / 1000)
  const old = relay.events.filter(event => !fresh.includes(event))
  // A delta whose contents are in parts is left to end.
  expect(old.every(({ tags }) => device.own.deltas.includes(tags[0]?.[1] ?? ''))).toBe(true)
  expect(fresh.length).toBeGreaterThan(3)
})

/** Zoe's entry, which Anna and Ben both wrote for her: Anna in a part, Ben in his delta. */
async function withZoe(): Promise<{ anna: Device; ben: Device }> {
  const zoe = new Y.Doc()
  zoe.getArray('d:zoe00001').push(['from zoe'])
  const [ofAnna, ofBen] = [copyOf(zoe, 11), copyOf(zoe, 12)]
  ofAnna.getArray('d:anna0001').push([noise(30_000)])
  ofBen.getArray('d:ben00001').push(['from ben'])
  const anna = await startDevice({ clock, doc: ofAnna })
  const ben = await startDevice({ clock, name: 'ben00001', session: 'b'.repeat(16), doc: ofBen })
  relay.connect(anna.mailbox)
  relay.connect(ben.mailbox)
  await saved(anna)
  await saved(ben)
  return { anna, ben }
}

/** Anna writes and takes back so much that her parts are written anew, in fewer, and the old ones deleted. */
async function tidy(anna: Device): Promise<void> {
  for (let rounds = 0; rounds < 8; rounds++) {
    anna.add(noise(30_000))
    await saved(anna)
    anna.remove(anna.doc.getArray('d:anna0001').length - 1)
    await saved(anna)
    if (relay.received.some(({ kind }) => kind === 5)) return
  }
  throw new Error('Nothing was deleted')
}

test('what a part held that is replaced is in its device’s own slots, whoever else has it', async () => {
  const { anna, ben } = await withZoe()
  await tidy(anna)
  anna.mailbox.close()
  ben.add('bread')
  await saved(ben)
  const there = await entriesOn(relay)
  expect(there).toEqual(expect.arrayContaining(['bread', 'from ben', 'from zoe']))
  await pass(clock, 60_000)
  expect(await entriesOn(relay)).toEqual(there)
})

test('a device hears that another deleted slots, and counts them no more', async () => {
  const { anna, ben } = await withZoe()
  await tidy(anna)
  await saved(ben)
  expect(ben.mailbox.share(relay.url).holds?.events).toBe(relay.events.length)
  expect(ben.mailbox.share(relay.url).hasAll).toBe(true)
})

test('what a deletion took away that nobody else has is written again by who has it', async () => {
  const ben = await startDevice({ clock, name: 'ben00001' })
  const anna = await startDevice({ clock })
  relay.connect(anna.mailbox)
  relay.connect(ben.mailbox)
  anna.add('milk')
  await saved(anna)
  await until(clock, () => ben.mailbox.share(relay.url).hasAll)
  anna.mailbox.close()
  await pass(clock, 60_000)
  const [event] = relay.events
  if (!event) throw new Error('Nothing was written')
  // As a device would that is wrong about what the relay has.
  const { kind, pubkey, created_at, tags } = event
  const deleted = [['a', `${kind}:${pubkey}:${tags[0]?.[1]}`]]
  await relay.publish(signer.sign({ kind: 5, created_at, tags: deleted, content: '' }))
  expect(await entriesOn(relay)).toEqual([])
  await until(clock, () => relay.events.length > 0 && ben.mailbox.settled())
  expect(await entriesOn(relay)).toEqual(['milk'])
})

test('a relay that is asked again counts as having what it had, until it says otherwise', async () => {
  const anna = await startDevice({ clock })
  relay.connect(anna.mailbox)
  anna.add('milk')
  await saved(anna)
  const { savedAt = 0 } = anna.mailbox.status()
  clock.advance(60_000)
  anna.mailbox.asked(relay)
  const [event] = relay.events
  if (event) anna.mailbox.event(event, relay)
  await pass(clock, 1_000)
  expect(anna.mailbox.status()).toMatchObject({ savedOn: 1, waiting: false })
  anna.mailbox.stored(relay)
  await until(clock, () => (anna.mailbox.status().savedAt ?? 0) > savedAt)
  relay.clear()
  anna.mailbox.asked(relay)
  anna.mailbox.stored(relay)
  await until(clock, () => anna.mailbox.status().savedOn === 0)
})
