import { expect, test } from 'vitest'
import { connect, now, slot, start } from './client.ts'

async function answers(client: Awaited<ReturnType<typeof connect>>, events: ReturnType<typeof slot>[]) {
  const words: unknown[] = []
  for (const event of events) {
    const [, , accepted, reason] = await client.ask(['EVENT', event])
    words.push(accepted === true ? true : reason)
  }
  return words
}

test('it acknowledges and loses, while it is told to', async () => {
  const relay = await start({ switches: { lose: true } })
  const [client, listener] = await Promise.all([connect(relay), connect(relay)])
  await listener.ask(['REQ', 'q', { kinds: [30078] }])
  const event = slot('a')
  expect(await answers(client, [event])).toEqual([true])
  expect(await listener.next()).toEqual(['EVENT', 'q', event])
  expect(relay.events()).toEqual([])
  relay.set({})
  expect(await answers(client, [event])).toEqual([true])
  expect(relay.events()).toEqual([event])
})

test('it refuses with given words, for size, for haste and for age', async () => {
  const relay = await start({ switches: { refuse: 'rate-limited: for ten minutes' } })
  const client = await connect(relay)
  expect(await answers(client, [slot('a')])).toEqual(['rate-limited: for ten minutes'])

  relay.set({ eventSize: 1_000 })
  const sizes = [slot('a'), slot('b', { content: 'x'.repeat(1_000) })]
  expect(await answers(client, sizes)).toEqual([true, 'invalid: event too large'])

  const stopped = { at: now * 1000, realAt: Date.now(), speed: 0 }
  relay.set({ writesPerMinute: 3, clock: stopped })
  const four = ['c', 'd', 'e', 'f'].map(name => slot(name))
  expect(await answers(client, four)).toEqual([
    true,
    true,
    'rate-limited: slow down',
    'rate-limited: slow down',
  ])
  relay.set({ writesPerMinute: 3, clock: { ...stopped, at: stopped.at + 61_000 } })
  expect(await answers(client, four.slice(2))).toEqual([true, true])

  relay.set({ refuseOlder: true })
  const older = slot('a', { created_at: now - 5 })
  expect(await answers(client, [older])).toEqual(['replaced: have newer event'])
})

test('it refuses dates outside a window around its own time', async () => {
  const clock = { at: (now + 5_000) * 1000, realAt: Date.now(), speed: 0 }
  const relay = await start({ switches: { createdAt: { ahead: 900, behind: 60 }, clock } })
  const client = await connect(relay)
  const dates = [now + 5_000 + 900, now + 5_000 + 901, now + 5_000 - 60, now + 5_000 - 61]
  expect(
    await answers(
      client,
      dates.map((created_at, at) => slot(String(at), { created_at })),
    ),
  ).toEqual([true, 'invalid: created_at too late', true, 'invalid: created_at too early'])
})

test('it forgets everything', async () => {
  const relay = await start({ events: [slot('a')] })
  const client = await connect(relay)
  relay.forget()
  expect(await client.ask(['REQ', 'q', {}])).toEqual(['EOSE', 'q'])
  expect(relay.events()).toEqual([])
})
