import { randomBytes } from 'node:crypto'
import type { Event } from 'nostr-tools/pure'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { cartSigner } from '../../../../background/network/cart-signer.ts'
import { gzip } from '../../../../background/network/gzip.ts'
import { slotTag, writeSlot } from '../../../../background/network/mailbox/slot.ts'
import { schnorrSignatures } from '../../../../background/network/signatures.ts'
import { deriveKeys } from '../../../../extension/invite/keys.ts'
import type { RelayProcess } from '../../../support/relay-process.ts'
import { expectAlways, from, Household, saves, until, untilSavedOn, useRelays } from './household.ts'

const relays = useRelays(2)

/** The relay that turns against the household, and its household. */
function hostile(count = 2): { evil: RelayProcess; home: Household } {
  const [evil] = relays
  if (!evil) throw new Error('The relays were not started')
  return { evil, home: new Household(relays.slice(0, count)) }
}

/** Makes events as somebody could who has the cart's secret: `poison` in each. */
async function forger({ secret, clock }: Household) {
  const keys = await deriveKeys(secret)
  const signer = cartSigner(keys.signingKey, schnorrSignatures)
  const doc = new Y.Doc()
  doc.getArray('d:evil0001').push(['poison'])
  const update = Y.encodeStateAsUpdate(doc)
  const createdAt = Math.floor(clock.now() / 1000)
  const header = { kind: 'delta', device: 'evil0001', session: '0'.repeat(16) } as const
  const event = async (name: string, packed: Uint8Array): Promise<Event> =>
    writeSlot({ slot: await slotTag(keys.tagKey, name), header, packed, createdAt }, keys.contentKey, signer)
  return { signer, packed: await gzip(update), event }
}

/** A character of base64 becomes another one. */
function damaged(content: string, at: number): string {
  return content.slice(0, at) + (content[at] === 'A' ? 'B' : 'A') + content.slice(at + 1)
}

test('forged, damaged, truncated, foreign and huge events are left out, and all else goes on', async () => {
  const { evil, home } = hostile()
  const anna = home.device('anna0001')
  await saves(anna, 2, () => anna.add('milk'))
  const { signer, packed, event } = await forger(home)
  const whole = await event('delta/evil0001/0', packed)
  const slot = (digit: string): string[][] => [
    ['d', digit.repeat(32)],
    ['expiration', String(whole.created_at + 8_000_000)],
  ]
  const { content } = whole
  const bad: Event[] = [
    { ...whole, id: 'f'.repeat(64), sig: 'e'.repeat(128) },
    signer.sign({ ...whole, tags: slot('1') }),
    signer.sign({
      ...whole,
      tags: whole.tags,
      content: damaged(content, content.length - 6),
      created_at: whole.created_at + 1,
    }),
    signer.sign({ ...whole, tags: slot('2'), content: content.slice(0, content.length / 2) }),
    signer.sign({ ...whole, tags: slot('3'), content: 'x'.repeat(5_000_000) }),
    signer.sign({ ...whole, tags: [], content: '' }),
    await event('delta/evil0002/0', packed.slice(0, packed.length / 2)),
    await event('delta/evil0003/0', randomBytes(500)),
    await event('delta/evil0004/0', await gzip(randomBytes(3_000))),
    await event('delta/evil0005/0', await gzip(new Uint8Array(30_000_000))),
  ]
  for (const each of bad) await evil.plant(each)
  for (const each of [null, 7, 'text', [], {}, { ...whole, tags: 'none' }]) await evil.inject(each)
  for (const frame of ['', 'no json', '[]', '{}', '["EVENT"]', `["EVENT","x",${'9'.repeat(5_000_000)}]`]) {
    await evil.sendFrame(frame)
  }
  const since = from(anna)
  await saves(anna, 2, () => anna.add('bread'))
  const ben = home.device('ben00001')
  await until(() => expect(ben.entries()).toEqual(['bread', 'milk']))
  await saves(ben, 2, () => ben.add('tea'))
  await until(() => expect(anna.entries()).toEqual(['bread', 'milk', 'tea']))
  expectAlways(anna, since, { peers: [] })
  for (const status of anna.statuses.slice(since)) {
    expect(status.relays.map(({ state }) => state)).toEqual(['connected', 'connected'])
  }
  await home.hasAll(['bread', 'milk', 'tea'])
})

test('an old version of a slot that is sent again undoes nothing', async () => {
  const { evil, home } = hostile(1)
  const anna = home.device('anna0001')
  await saves(anna, 1, () => anna.add('milk', 'tea'))
  const [old] = await evil.events()
  await saves(anna, 1, () => anna.remove('milk'))
  const ben = home.device('ben00001')
  await until(() => expect(ben.entries()).toEqual(['tea']))
  await evil.inject(old)
  await saves(anna, 1, () => anna.add('bread'))
  await until(() => expect(ben.entries()).toEqual(['bread', 'tea']))

  // It comes back from a backup that is older than what it gave back before.
  await evil.forget()
  if (old) await evil.plant(old)
  for (const device of [anna, ben]) device.stop()
  for (const device of [anna, ben]) device.start()
  await Promise.all([untilSavedOn(anna, 1), untilSavedOn(ben, 1)])
  await home.hasAll(['bread', 'tea'])
})

test('of a large cart that a relay has torn, the rest is read, and what is missing is written again', async () => {
  const { evil, home } = hostile(1)
  const large = Array.from({ length: 60 }, (_, at) => `${at} ${randomBytes(3_000).toString('base64')}`)
  const anna = home.device('anna0001')
  await saves(anna, 1, () => anna.add(...large))
  anna.stop()
  const parts = await evil.events()
  expect(parts.length).toBeGreaterThan(3)
  for (const missing of [0, Math.floor(parts.length / 2), parts.length - 1]) {
    await evil.forget()
    for (const [at, part] of parts.entries()) if (at !== missing) await evil.plant(part)
    const ben = home.device(`ben0000${missing}`)
    await until(() => expect(ben.status?.relays[0]).toMatchObject({ holds: { events: parts.length - 1 } }))
    expect(ben.entries().length).toBeLessThan(large.length)
    await saves(ben, 1, () => ben.add(`after ${missing}`))
    anna.start()
    await until(() => expect(ben.entries()).toEqual(expect.arrayContaining(large)))
    await until(() => expect(anna.entries()).toContain(`after ${missing}`))
    for (const device of [anna, ben]) device.stop()
  }
  anna.start()
  await untilSavedOn(anna, 1)
  anna.stop()
  const newcomer = home.device('new00001')
  await until(() => expect(newcomer.entries()).toEqual(anna.entries()))
})
