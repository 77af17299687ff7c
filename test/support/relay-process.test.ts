import { expect, onTestFinished, test } from 'vitest'
import { connect, refused, slot, taken } from '../demo/relay/client.ts'
import { type RelayProcess, startRelayProcess } from './relay-process.ts'

async function start(...options: Parameters<typeof startRelayProcess>): Promise<RelayProcess> {
  const relay = await startRelayProcess(...options)
  onTestFinished(() => relay.stop())
  return relay
}

test('a relay in another process obeys, and tells what it holds and was asked', async () => {
  const [held, written] = [slot('held'), slot('written')]
  const relay = await start({ events: [held], switches: { refuse: 'blocked: not yet' } })
  expect(relay.pid).not.toBe(process.pid)
  const client = await connect(relay)
  expect(await client.ask(['EVENT', written])).toEqual(refused(written, 'blocked: not yet'))
  await relay.set({})
  expect(await client.ask(['EVENT', written])).toEqual(taken(written))
  expect(new Set(await relay.events())).toEqual(new Set([held, written]))
  expect(await relay.received()).toEqual([written, written])
  expect(await relay.counts()).toMatchObject({ connections: 1, opened: 1 })
  await relay.forget()
  expect(await relay.events()).toEqual([])
})

test('a killed one is gone at once, and comes back at its address with its events or without', async () => {
  const event = slot('a')
  const relay = await start({ events: [event] })
  const { url, pid } = relay
  const client = await connect(relay)
  await relay.kill()
  await client.closed
  await expect(connect({ url })).rejects.toThrow('ECONNREFUSED')
  await expect(relay.events()).rejects.toThrow('dead')

  await relay.restart()
  expect(relay.pid).not.toBe(pid)
  expect(await (await connect({ url })).ask(['REQ', 'q', {}])).toEqual(['EVENT', 'q', event])
  await expect(relay.restart()).rejects.toThrow('alive')
  await relay.kill()
  await relay.restart({ empty: true })
  expect(await (await connect({ url })).ask(['REQ', 'q', {}])).toEqual(['EOSE', 'q'])
})
