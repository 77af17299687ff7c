import { beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { covers } from '../../../background/network/coverage.ts'
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

test('a document covers another when it has both its entries and its deletions', () => {
  const base = doc('milk', 'bread')
  const copy = (): Y.Doc => {
    const made = new Y.Doc()
    Y.applyUpdate(made, stateOf(base))
    return made
  }
  const [more, less] = [copy(), copy()]
  more.getArray('a').push(['tea'])
  less.getArray('a').delete(0, 1)
  const [plain, longer, shorter] = [base, more, less].map(one => Y.snapshot(one)) as [
    Y.Snapshot,
    Y.Snapshot,
    Y.Snapshot,
  ]
  expect(covers(plain, plain)).toBe(true)
  expect(covers(longer, plain)).toBe(true)
  expect(covers(plain, longer)).toBe(false)
  expect(covers(shorter, plain)).toBe(true)
  expect(covers(plain, shorter)).toBe(false)
  expect(covers(longer, shorter)).toBe(false)
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
