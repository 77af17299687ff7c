import type { Event } from 'nostr-tools/pure'
import { afterEach, expect, test, vi } from 'vitest'
import { SnapshotMailbox } from '../../../../background/network/mailbox/snapshot-mailbox.ts'
import { mostSlots } from '../../../../background/network/mailbox/waiting-slots.ts'
import { RelayConnection } from '../../../../background/network/relays/relay-connection.ts'
import { Replica } from '../../../../background/network/replica.ts'
import { startRelay } from '../../../../demo/relay.ts'
import { environment } from '../members.ts'
import { docOf, keys, signer, slotEvent, slotNumber, textsOf } from './slots.ts'

const connections: RelayConnection[] = []

afterEach(() => {
  for (const connection of connections.splice(0)) connection.close()
})

/** A relay that is away, so that all it says is what the test has it say. */
async function absentRelay(): Promise<RelayConnection> {
  const relay = await startRelay()
  await relay.stop()
  const connection = new RelayConnection({
    url: relay.url,
    environment,
    signer,
    subscribers: [],
    onStatus: () => {},
  })
  connections.push(connection)
  return connection
}

function openMailbox() {
  const replica = new Replica(() => {})
  const mailbox = new SnapshotMailbox({
    slot: slotNumber(9_999),
    keys,
    signer,
    replica,
    clock: environment,
    onChange: () => {},
  })
  return { replica, mailbox }
}

function events(count: number): Promise<Event[]> {
  const createdAt = Math.floor(environment.now() / 1000)
  return Promise.all(
    Array.from({ length: count }, (_, number) => slotEvent(number, createdAt, docOf(`entry ${number}`))),
  )
}

test('of a flood of slots on every relay few wait, and one at a time is read', async () => {
  const [{ replica, mailbox }, flood] = [openMailbox(), await events(200)]
  const relays = [await absentRelay(), await absentRelay(), await absentRelay()]
  const decrypt = crypto.subtle.decrypt.bind(crypto.subtle)
  let [now, most] = [0, 0]
  const spy = vi.spyOn(crypto.subtle, 'decrypt').mockImplementation(async (...given) => {
    now += 1
    most = Math.max(most, now)
    return decrypt(...given).finally(() => {
      now -= 1
    })
  })
  for (const relay of relays) {
    mailbox.asked(relay)
    for (const event of flood) mailbox.event(event, relay)
    mailbox.stored(relay)
  }
  await vi.waitFor(() => expect(mailbox.status().savedOn).toBe(3), { timeout: 20_000, interval: 10 })
  spy.mockRestore()
  expect(most).toBe(1)
  expect(mailbox.ignored).toBe(3 * (200 - mostSlots))
  expect(textsOf(replica.state())).toHaveLength(mostSlots)
  mailbox.close()
})

test('what waits when the relay is asked anew is not read before its new answer', async () => {
  const [{ mailbox, replica }, [first, second]] = [openMailbox(), await events(2)]
  const relay = await absentRelay()
  mailbox.asked(relay)
  mailbox.event(first as Event, relay)
  mailbox.asked(relay)
  mailbox.event(second as Event, relay)
  mailbox.stored(relay)
  await vi.waitFor(() => expect(mailbox.status().savedOn).toBe(1), { timeout: 20_000, interval: 10 })
  expect(textsOf(replica.state())).toEqual(['entry 1'])
  mailbox.close()
})
