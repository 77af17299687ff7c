import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import type { Clock } from '../../../../background/network/environment.ts'
import { OwnSlots } from '../../../../background/network/mailbox/own-slots.ts'
import { SlotMailbox } from '../../../../background/network/mailbox/slot-mailbox.ts'
import { RelayRecords } from '../../../../background/network/relays/relay-records.ts'
import { Replica } from '../../../../background/network/replica.ts'
import { FakeClock } from '../fake-clock.ts'
import type { FakeRelay } from './fake-relay.ts'
import { keys, signer } from './slots.ts'

/** A device with a mailbox and relays in memory, on a clock of its own. */
export interface Device {
  readonly doc: Y.Doc
  readonly replica: Replica
  readonly mailbox: SlotMailbox
  readonly own: OwnSlots
  /** Sessions of which events in its own slots were read. */
  readonly sessions: string[]
  /** Adds entries to its array, as the background would. */
  add(...texts: string[]): void
  /** Removes its first entries. */
  remove(count: number): void
  /** All entries that its mailbox knows of, sorted. */
  entries(): string[]
}

export interface DeviceOptions {
  readonly name?: string
  readonly session?: string
  readonly clock: Clock
  readonly doc?: Y.Doc
}

function entriesIn(doc: Y.Doc): string[] {
  return [...doc.share.keys()].flatMap(name => doc.getArray<string>(name).toArray()).sort()
}

export async function startDevice(options: DeviceOptions): Promise<Device> {
  const { name = 'anna0001', session = 'aaaaaaaaaaaaaaaa', clock, doc = new Y.Doc() } = options
  const own = await OwnSlots.of(keys.tagKey, name)
  const sessions: string[] = []
  const replica: Replica = new Replica((update, origin) => {
    if (origin !== 'background') Y.applyUpdate(doc, update, 'network')
    mailbox?.changed(origin)
  })
  let mailbox: SlotMailbox | undefined
  replica.merge(Y.encodeStateAsUpdate(doc), 'background')
  const records = new RelayRecords({ clock, tell: () => true })
  const started = new SlotMailbox({
    device: name,
    session,
    own,
    keys,
    signer,
    replica,
    clock,
    budgetOf: url => records.budgetOf(url),
    onChange: () => {},
    onOwnSlot: found => sessions.push(found),
  })
  mailbox = started
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'network') replica.merge(update, 'background')
  })
  const array = doc.getArray<string>(`d:${name}`)
  return {
    doc,
    replica,
    mailbox: started,
    own,
    sessions,
    add: (...texts) => array.push(texts),
    remove: count => array.delete(0, count),
    entries: () => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, replica.state())
      return entriesIn(copy)
    },
  }
}

/** What somebody who comes anew reads from a relay. */
export async function entriesOn(relay: FakeRelay): Promise<string[]> {
  const reader = await startDevice({ name: 'reader01', clock: new FakeClock() })
  relay.connect(reader.mailbox)
  for (let idle = 0; idle < 3; ) {
    await new Promise(resolve => setImmediate(resolve))
    idle =
      reader.mailbox.status().progress === undefined && reader.mailbox.share(relay.url).holds ? idle + 1 : 0
  }
  reader.mailbox.close()
  return reader.entries()
}

/** Another replica of the same, which writes under an id of its own. */
export function copyOf(doc: Y.Doc, clientID?: number): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  if (clientID !== undefined) copy.clientID = clientID
  return copy
}

/** Text that does not shrink when packed, about this many bytes. */
export function noise(bytes: number): string {
  return randomBytes(Math.ceil((bytes * 3) / 4)).toString('base64')
}

/** Lets a clock run, 250 ms in each real ms, until `check` passes. Fails after ten virtual hours. */
export async function until(clock: FakeClock, check: () => boolean): Promise<void> {
  for (let turns = 0; turns < 144_000; turns++) {
    if (check()) return
    await turn(clock)
  }
  throw new Error('It did not come to that')
}

/** Lets a clock run until all that a device has is saved on so many relays, and nothing is left to do. */
export function untilSaved(clock: FakeClock, { mailbox }: Device, relays = 1): Promise<void> {
  return until(clock, () => mailbox.status().savedOn === relays && mailbox.settled())
}

/** Lets a clock run for `ms`. */
export async function pass(clock: FakeClock, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) await turn(clock)
}

async function turn(clock: FakeClock): Promise<void> {
  // Packing and encryption take real time, in other threads.
  await new Promise(resolve => setTimeout(resolve, 1))
  clock.advance(250)
}
