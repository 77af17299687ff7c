import { generateSecretKey } from 'nostr-tools/pure'
import { expect, test } from 'vitest'
import { connect, key, now, refused, signed, slot, start, taken } from './client.ts'

const pubkey = slot('any').pubkey

function deletion(tags: string[][], created_at = now, by = key) {
  return signed({ kind: 5, tags, created_at }, by)
}

test('its author can delete a slot up to a date, by its address', async () => {
  const relay = await start()
  const client = await connect(relay)
  const [kept, gone] = [slot('kept', { created_at: now + 1 }), slot('gone')]
  for (const event of [kept, gone]) await client.ask(['EVENT', event])
  const request = deletion([
    ['a', `30078:${pubkey}:kept`],
    ['a', `30078:${pubkey}:gone`],
  ])
  expect(await client.ask(['EVENT', request])).toEqual(taken(request))
  expect(new Set(relay.events())).toEqual(new Set([kept, request]))

  expect(await client.ask(['EVENT', gone])).toEqual(refused(gone, 'deleted:'))
  const later = slot('gone', { created_at: now + 1 })
  expect(await client.ask(['EVENT', later])).toEqual(taken(later))
})

test('its author can delete an event by its id, and it stays away', async () => {
  const relay = await start()
  const client = await connect(relay)
  const event = slot('a')
  await client.ask(['EVENT', event])
  const request = deletion([['e', event.id]], now - 100)
  await client.ask(['EVENT', request])
  expect(relay.events()).toEqual([request])
  expect(await client.ask(['EVENT', event])).toEqual(refused(event, 'deleted:'))
})

test('nobody deletes what is of others', async () => {
  const relay = await start()
  const client = await connect(relay)
  const event = slot('a')
  await client.ask(['EVENT', event])
  const stranger = generateSecretKey()
  await client.ask(['EVENT', deletion([['e', event.id]], now + 10, stranger)])
  await client.ask(['EVENT', deletion([['a', `30078:${pubkey}:a`]], now + 10, stranger)])
  expect(relay.events()).toContainEqual(event)
})
