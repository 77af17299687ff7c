import { expect, test } from 'vitest'
import WebSocket from 'ws'
import { connect, slot, start } from './client.ts'

test('it cuts and refuses connections, and lets them in again', async () => {
  const relay = await start()
  const client = await connect(relay)
  relay.set({ connections: 'refused' })
  await client.closed
  await expect(connect(relay)).rejects.toThrow('503')
  relay.set({})
  expect(await (await connect(relay)).ask(['REQ', 'q', {}])).toEqual(['EOSE', 'q'])
})

test('it closes connections as soon as they are open', async () => {
  const client = await connect(await start({ switches: { connections: 'closed' } }))
  await client.closed
})

test('it leaves connections without an answer until that changes', async () => {
  const relay = await start({ switches: { connections: 'silent' } })
  const socket = new WebSocket(relay.url)
  const ended = new Promise(resolve => socket.once('error', resolve))
  await expect.poll(() => relay.counts().opening).toBe(1)
  relay.set({})
  expect(await ended).toBeInstanceOf(Error)
})

test('latency delays each message in each direction and keeps their order', async () => {
  const relay = await start({ events: [slot('a')], switches: { latency: 40 } })
  const client = await connect(relay)
  const asked = performance.now()
  client.send(['REQ', 'q', {}])
  client.send(['REQ', 'r', { ids: ['0'.repeat(64)] }])
  const messages = [await client.next(), await client.next(), await client.next()]
  // Timers may fire a moment early by this clock.
  expect(performance.now() - asked).toBeGreaterThan(75)
  expect(messages.map(([type, id]) => `${type} ${id}`)).toEqual(['EVENT q', 'EOSE q', 'EOSE r'])
})
