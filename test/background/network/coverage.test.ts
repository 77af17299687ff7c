import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  type Coverage,
  coverageOf,
  coverageOfDoc,
  covers,
  isNothing,
  minus,
  noCoverage,
  rangeCount,
  union,
  withoutClients,
} from '../../../background/network/coverage.ts'
import {
  pairsOf,
  type Ranges,
  rangesOf,
  rangesWithout,
  unionOfRanges,
} from '../../../background/network/ranges.ts'
import { docOfUpdates, edits, played, together } from './documents.ts'

const pair = fc
  .tuple(fc.nat(60), fc.nat(8))
  .map(([start, length]): [number, number] => [start, start + length])
const ranges = fc.array(pair, { maxLength: 12 }).map(rangesOf)

function numbersIn(all: Ranges): Set<number> {
  return new Set(
    [...pairsOf(all)].flatMap(([start, end]) => Array.from({ length: end - start }, (_, n) => start + n)),
  )
}

test('ranges have what their pairs have, sorted, apart and not empty', () => {
  fc.assert(
    fc.property(fc.array(pair), pairs => {
      const made = rangesOf(pairs)
      expect(numbersIn(made)).toEqual(new Set(pairs.flatMap(one => [...numbersIn(one)])))
      expect(made).toEqual([...new Set(made)].sort((a, b) => a - b))
    }),
  )
})

test('union and difference of ranges are those of the numbers in them', () => {
  fc.assert(
    fc.property(ranges, ranges, ranges, (a, b, c) => {
      const [inA, inB, inC] = [a, b, c].map(numbersIn) as [Set<number>, Set<number>, Set<number>]
      expect(numbersIn(unionOfRanges([a, b, c]))).toEqual(new Set([...inA, ...inB, ...inC]))
      expect(numbersIn(rangesWithout(a, b))).toEqual(new Set([...inA].filter(number => !inB.has(number))))
      expect(rangesWithout(a, b)).toEqual(rangesOf([...pairsOf(rangesWithout(a, b))]))
    }),
  )
})

function updateCoverage(doc: Y.Doc): Coverage {
  return coverageOf(Y.decodeUpdate(Y.encodeStateAsUpdate(doc)))
}

test('a document covers just what its state as an update covers', () => {
  fc.assert(
    fc.property(edits, script => {
      for (const doc of played(script)) expect(coverageOfDoc(doc)).toEqual(updateCoverage(doc))
    }),
  )
})

test('documents together cover the union of what each covers, and each what it has in common', () => {
  fc.assert(
    fc.property(edits, script => {
      const docs = played(script)
      const all = coverageOfDoc(together(docs))
      expect(union(docs.map(coverageOfDoc))).toEqual(all)
      for (const doc of docs) {
        const [own, rest] = [coverageOfDoc(doc), minus(all, coverageOfDoc(doc))]
        expect(covers(all, own)).toBe(true)
        expect(covers(own, all)).toBe(isNothing(rest))
        expect(union([own, rest])).toEqual(all)
      }
    }),
  )
})

test('what Yjs keeps aside, because it lacks what it builds on, is covered as well', () => {
  const author = new Y.Doc()
  const updates: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => updates.push(update))
  for (const text of ['one', 'two', 'three']) author.getArray('a').push([text])
  author.getArray('a').delete(2, 1)
  const [first, , ...later] = updates
  const doc = docOfUpdates([first ?? new Uint8Array(), ...later])
  const state = coverageOfDoc(doc)
  expect(state.structs.get(author.clientID)).toEqual([0, 1, 2, 3])
  expect(state.deletions.get(author.clientID)).toEqual([2, 3])
  expect(updateCoverage(doc)).toEqual(state)
})

test('a struct without content deletes nothing where it is known with content', () => {
  const doc = new Y.Doc()
  const map = doc.getMap<Y.Array<string>>('m')
  map.set('a', Y.Array.from(['one', 'two']))
  map.delete('a')
  const update = Y.encodeStateAsUpdate(doc)
  const decoded = Y.decodeUpdate(update)
  expect(decoded.structs.some(struct => struct instanceof Y.GC)).toBe(true)
  expect(coverageOf({ structs: decoded.structs, ds: { clients: new Map() } }).deletions.size).toBe(0)
})

test('what some clients wrote can be left out', () => {
  const [first = new Y.Doc(), second = new Y.Doc()] = played([
    { kind: 'insert', device: 0, at: 0, texts: ['milk'] },
    { kind: 'insert', device: 1, at: 0, texts: ['bread', 'tea'] },
    { kind: 'delete', device: 1, at: 0, length: 1 },
  ])
  const all = coverageOfDoc(together([first, second]))
  expect(withoutClients(all, new Set([first.clientID]))).toEqual(coverageOfDoc(second))
  expect(withoutClients(all, new Set([first.clientID, second.clientID]))).toEqual(noCoverage)
  expect(rangeCount(all)).toBe(3)
})
