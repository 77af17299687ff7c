import { beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Origin, Replica } from '../../../background/network/replica.ts'
import { limits } from '../../../extension/limits.ts'

let heard: { update: Uint8Array; origin: Origin }[]
let replica: Replica

beforeEach(() => {
  // What is left out is logged as well; that alone would be pages here.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  heard = []
  replica = new Replica((update, origin) => heard.push({ update, origin }))
})

function doc(...entries: string[]): Y.Doc {
  const made = new Y.Doc()
  if (entries.length > 0) made.getArray('a').push(entries)
  return made
}

function stateOf(from: Y.Doc): Uint8Array {
  return Y.encodeStateAsUpdate(from)
}

function entriesIn(...updates: Uint8Array[]): unknown[] {
  const made = new Y.Doc()
  for (const update of updates) Y.applyUpdate(made, update)
  return made.getArray('a').toArray()
}

test('it merges what it is given and tells of it once', () => {
  const milk = stateOf(doc('milk'))
  replica.merge(milk, 'peers')
  replica.merge(milk, 'mailbox')
  expect(heard.map(({ origin }) => origin)).toEqual(['peers'])
  expect(entriesIn(replica.state())).toEqual(['milk'])
  expect(replica.revision).toBe(1)
})

test('an empty replica is empty, and so is one that was given nothing', () => {
  expect(replica.isEmpty).toBe(true)
  replica.merge(stateOf(doc()), 'background')
  expect(replica.isEmpty).toBe(true)
  replica.merge(stateOf(doc('milk')), 'background')
  expect(replica.isEmpty).toBe(false)
})

test('a damaged update is left out as a whole and noted', () => {
  const milk = doc('milk', 'bread')
  milk.getArray('a').delete(0, 1)
  const whole = stateOf(milk)
  for (let length = 0; length < whole.length; length++) replica.merge(whole.subarray(0, length), 'mailbox')
  expect(heard).toEqual([])
  expect(replica.isEmpty).toBe(true)
  expect(replica.leftOut).toBe('unreadable')
  replica.merge(whole, 'mailbox')
  expect(entriesIn(replica.state())).toEqual(['bread'])
})

test('an update over the limit is left out and noted, except from the background itself', () => {
  const large = stateOf(doc('x'.repeat(limits.updateBytes)))
  replica.merge(large, 'peers')
  expect(replica.isEmpty).toBe(true)
  expect(replica.leftOut).toBe('too-large')
  replica.merge(large, 'background')
  expect(replica.isEmpty).toBe(false)
})

test('a background that lost something gets it back when it opens the cart again', () => {
  const known = doc('milk')
  replica.merge(stateOf(known), 'background')
  const later = doc()
  Y.applyUpdate(later, stateOf(known))
  later.getArray('a').push(['bread'])
  replica.merge(stateOf(later), 'peers')
  heard = []

  replica.mergeWhole(stateOf(known))
  expect(heard.map(({ origin }) => origin)).toEqual(['mailbox'])
  expect(entriesIn(stateOf(known), ...heard.map(({ update }) => update))).toEqual(['milk', 'bread'])
})

test('it gives back a deletion too, and nothing where nothing is missing', () => {
  const known = doc('milk')
  replica.merge(stateOf(known), 'background')
  replica.mergeWhole(stateOf(known))
  expect(heard).toHaveLength(1)

  const later = doc()
  Y.applyUpdate(later, stateOf(known))
  later.getArray('a').delete(0, 1)
  replica.merge(stateOf(later), 'peers')
  heard = []
  replica.mergeWhole(stateOf(known))
  expect(entriesIn(stateOf(known), ...heard.map(({ update }) => update))).toEqual([])
})

test('what the background has and the replica lacks is merged', () => {
  replica.merge(stateOf(doc('milk')), 'mailbox')
  replica.mergeWhole(stateOf(doc('bread')))
  expect(entriesIn(replica.state()).sort()).toEqual(['bread', 'milk'])
})

test('a cart that others filled to the brim takes in no more, but what is known already does not count', () => {
  const large = (): Uint8Array => stateOf(doc('x'.repeat(limits.updateBytes - 1_000)))
  const [first, ...others] = [large(), large(), large(), large()] as const
  for (let times = 0; times < 10; times++) expect(replica.merge(first, 'mailbox')).toBe(true)
  for (const update of others) expect(replica.merge(update, 'peers')).toBe(true)
  expect(replica.leftOut).toBeUndefined()
  expect(replica.merge(large(), 'mailbox')).toBe(false)
  expect(replica.merge(large(), 'peers')).toBe(false)
  expect(replica.leftOut).toBe('too-large')
  expect(entriesIn(replica.state())).toHaveLength(4)
  expect(replica.merge(stateOf(doc('milk')), 'background')).toBe(true)
  expect(entriesIn(replica.state())).toHaveLength(5)
})

test('what builds on something missing counts as well', () => {
  const author = new Y.Doc()
  author.getArray('a').push(['first'])
  const later: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => later.push(update))
  for (let index = 0; index < 10; index++) author.getArray('a').push(['x'.repeat(1_000_000)])
  const taken = later.filter(update => replica.merge(update, 'mailbox'))
  expect(taken).toHaveLength(8)
})

test('what Yjs keeps aside counts as a change, though it tells nobody of it', () => {
  const author = new Y.Doc()
  const updates: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => updates.push(update))
  for (const text of ['milk', 'bread']) author.getArray('a').push([text])
  const [first, second] = updates as [Uint8Array, Uint8Array]
  replica.merge(second, 'mailbox')
  expect(heard).toEqual([])
  expect(replica.revision).toBe(1)
  expect(replica.coverage().structs.get(author.clientID)).toEqual([1, 2])
  replica.merge(first, 'mailbox')
  expect(replica.coverage().structs.get(author.clientID)).toEqual([0, 2])
  expect(entriesIn(...heard.map(({ update }) => update))).toEqual(['milk', 'bread'])
})

test('a change too large for one update is told in several', () => {
  const large = doc(...Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(100_000)}`))
  replica.merge(stateOf(large), 'background')
  expect(heard.length).toBeGreaterThan(1)
  for (const { update } of heard) expect(update.length).toBeLessThanOrEqual(limits.updateBytes)
  expect(entriesIn(...heard.map(({ update }) => update))).toEqual(large.getArray('a').toArray())

  heard = []
  replica.mergeWhole(stateOf(doc('milk')))
  const given = heard.filter(({ origin }) => origin === 'mailbox')
  expect(given.length).toBeGreaterThan(1)
  expect(entriesIn(...given.map(({ update }) => update))).toEqual(large.getArray('a').toArray())
  expect(replica.leftOut).toBeUndefined()
})

test('what is asked of it is cut out of it, and nothing else', () => {
  const author = doc('milk', 'bread')
  replica.merge(stateOf(author), 'background')
  const { structs, deletions } = replica.coverage()
  expect(replica.cut({ structs: new Map(), deletions: new Map() }).isDone).toBe(true)
  const { update } = replica.cut({ structs, deletions }).take(10_000)
  expect(entriesIn(update)).toEqual(['milk', 'bread'])
  const half = replica.cut({ structs: new Map([[author.clientID, [1, 2]]]), deletions }).take(10_000)
  expect(Y.decodeUpdate(half.update).structs).toMatchObject([{ id: { clock: 1 }, length: 1 }])
})

test('it knows under which client ids entries stand in an array', () => {
  const [first, second] = [doc('milk'), doc('bread')]
  Y.applyUpdate(first, stateOf(second))
  replica.merge(stateOf(first), 'background')
  expect(replica.clientsIn('a')).toEqual(new Set([first.clientID, second.clientID]))
  expect(replica.clientsIn('b')).toEqual(new Set())
})
