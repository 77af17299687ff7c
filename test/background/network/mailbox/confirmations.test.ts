import type { Event } from 'nostr-tools/pure'
import { expect, test, vi } from 'vitest'
import { Confirmations } from '../../../../background/network/mailbox/confirmations.ts'
import { FakeRelay } from './fake-relay.ts'
import { docOf, slotEvent } from './slots.ts'

test('what comes while a question is open is asked for in one', async () => {
  const events = await Promise.all([1, 2, 3, 4].map(number => slotEvent(number, number, docOf(`${number}`))))
  const relay = new FakeRelay()
  for (const event of events.slice(0, 3)) relay.put(event)
  const asked = vi.spyOn(relay, 'holdsAll')
  const held: Event[] = []
  const confirmations = new Confirmations(relay, event => held.push(event))
  for (const event of events) confirmations.confirm(event)
  expect(confirmations.isAsking).toBe(true)
  await vi.waitFor(() => expect(confirmations.isAsking).toBe(false))
  expect(asked.mock.calls.map(([given]) => given.length)).toEqual([1, 3])
  expect(held).toEqual(events.slice(0, 3))
})

test('a relay that does not answer, or is away, confirms nothing', async () => {
  const debug = vi.spyOn(console, 'debug').mockImplementation(() => {})
  const [event] = [await slotEvent(1, 1, docOf('milk'))]
  const relay = new FakeRelay()
  relay.put(event)
  relay.holdsAll = () => Promise.reject(new Error('no answer'))
  const held: Event[] = []
  const confirmations = new Confirmations(relay, one => held.push(one))
  confirmations.confirm(event)
  await vi.waitFor(() => expect(confirmations.isAsking).toBe(false))
  relay.isOpen = false
  confirmations.confirm(event)
  expect(confirmations.isAsking).toBe(false)
  expect(held).toEqual([])
  expect(debug).toHaveBeenCalledTimes(1)
  debug.mockRestore()
})
