import { type Event, generateSecretKey } from 'nostr-tools/pure'
import { expect, test } from 'vitest'
import { connect, now, refused, signed, slot, start, taken } from './client.ts'

const question = ['REQ', 'q', { kinds: [30078] }]

/** The events among messages. */
function eventsIn(messages: unknown[][]): unknown[] {
  return messages.filter(([type]) => type === 'EVENT').map(([, , event]) => event)
}

/** Three events in three slots, newest first. */
function three(): [Event, Event, Event] {
  return [
    slot('a', { created_at: now }),
    slot('b', { created_at: now - 1 }),
    slot('c', { created_at: now - 2 }),
  ]
}

test('a stale relay serves the oldest version of each slot, also by id', async () => {
  const relay = await start()
  const client = await connect(relay)
  const [first, second, third] = [0, 1, 2].map(age => slot('a', { created_at: now + age }))
  for (const event of [first, second, third]) await client.ask(['EVENT', event])
  relay.set({ stale: true })
  expect(await client.ask(question)).toEqual(['EVENT', 'q', first])
  await client.next()
  expect(await client.ask(['REQ', 'third', { ids: [third?.id] }])).toEqual(['EOSE', 'third'])
  relay.set({})
  expect(await client.ask(question)).toEqual(['EVENT', 'q', third])
})

test('it closes a question midway, and only that one', async () => {
  const events = three()
  const relay = await start({ events, switches: { closeAfter: 2 } })
  const client = await connect(relay)
  client.send(question)
  expect(await client.until('CLOSED')).toEqual([
    ['EVENT', 'q', events[0]],
    ['EVENT', 'q', events[1]],
    ['CLOSED', 'q', 'error: closed midway'],
  ])
  client.send(['REQ', 'r', { ids: [events[2].id] }])
  expect(await client.until('EOSE')).toHaveLength(2)
})

test('it delivers twice and out of order', async () => {
  const [a, b, c] = three()
  const relay = await start({ events: [a, b, c], switches: { scramble: true } })
  const [client, writer] = await Promise.all([connect(relay), connect(relay)])
  client.send(question)
  expect(eventsIn(await client.until('EOSE'))).toEqual([c, b, a, a, b, c])
  const live = slot('d')
  await writer.ask(['EVENT', live])
  expect([await client.next(), await client.next()]).toEqual([
    ['EVENT', 'q', live],
    ['EVENT', 'q', live],
  ])
})

test('it serves what nobody may have signed, and frames that are no messages', async () => {
  const relay = await start()
  const client = await connect(relay)
  const forged = { ...slot('a'), sig: '0'.repeat(128) }
  relay.plant(forged)
  expect(await client.ask(question)).toEqual(['EVENT', 'q', forged])
  await client.next()
  relay.inject({ any: 'thing' })
  expect(await client.next()).toEqual(['EVENT', 'q', { any: 'thing' }])
  relay.sendFrame(JSON.stringify(['x'.repeat(5_000_000)]))
  expect(String(await client.next())).toHaveLength(5_000_000)
})

test('with AUTH required, an author alone reads and writes', async () => {
  const relay = await start({ switches: { auth: 'required' } })
  const client = await connect(relay)
  const [, challenge] = await client.next()
  const event = slot('a')
  const own = ['REQ', 'q', { authors: [event.pubkey] }]
  const refusal = expect.stringContaining('auth-required:')
  expect(await client.ask(own)).toEqual(['CLOSED', 'q', refusal])
  expect(await client.ask(['EVENT', event])).toEqual(refused(event, 'auth-required:'))

  const tags = [
    ['relay', relay.url],
    ['challenge', String(challenge)],
  ]
  const wrong = signed({ kind: 22242, tags: [tags[0] ?? [], ['challenge', 'guessed']] })
  expect(await client.ask(['AUTH', wrong])).toEqual(refused(wrong, 'invalid'))
  const right = signed({ kind: 22242, tags })
  expect(await client.ask(['AUTH', right])).toEqual(taken(right))
  expect(await client.ask(['EVENT', event])).toEqual(taken(event))
  expect(await client.ask(own)).toEqual(['EVENT', 'q', event])
  await client.next()

  const others = expect.stringContaining('restricted:')
  expect(await client.ask(['REQ', 'all', {}])).toEqual(['CLOSED', 'all', others])
  const foreign = signed({}, generateSecretKey())
  expect(await client.ask(['EVENT', foreign])).toEqual(refused(foreign, 'restricted:'))
})

test('AUTH that is only offered can be ignored', async () => {
  const client = await connect(await start({ switches: { auth: 'offered' }, events: [slot('a')] }))
  expect(await client.next()).toEqual(['AUTH', expect.any(String)])
  expect(await client.ask(question)).toMatchObject(['EVENT', 'q', {}])
})
