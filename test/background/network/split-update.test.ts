import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { coverageOf, coverageOfDoc, covers, minus, union } from '../../../background/network/coverage.ts'
import { splitUpdate, UpdateCutter } from '../../../background/network/split-update.ts'
import { contentsOf, docOfUpdates, edits, played, together } from './documents.ts'

const order = fc.array(fc.nat(), { minLength: 1, maxLength: 50 })

/** The same values in an order that `picks` decides. */
function shuffled<Value>(values: readonly Value[], picks: readonly number[]): Value[] {
  const left = [...values]
  return values.flatMap((_, index) => left.splice((picks[index % picks.length] ?? 0) % left.length, 1))
}

test('the pieces of an update, applied in any order, give what the whole gives', () => {
  fc.assert(
    fc.property(edits, fc.integer({ min: 60, max: 2_000 }), order, (script, bytes, picks) => {
      const doc = together(played(script))
      const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), bytes).map(({ update }) => update)
      const copy = docOfUpdates(shuffled(pieces, picks))
      expect(contentsOf(copy)).toEqual(contentsOf(doc))
      expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(doc))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('no piece is larger than asked, unless it is one thing', () => {
  fc.assert(
    fc.property(edits, fc.integer({ min: 60, max: 2_000 }), (script, bytes) => {
      for (const { update, isAtom } of splitUpdate(Y.encodeStateAsUpdate(together(played(script))), bytes)) {
        if (!isAtom) expect(update.length).toBeLessThanOrEqual(bytes)
      }
    }),
  )
})

test('what one document has beyond another, cut out of it, makes the other whole', () => {
  fc.assert(
    fc.property(edits, fc.integer({ min: 60, max: 2_000 }), (script, bytes) => {
      const [some = new Y.Doc(), ...others] = played(script)
      const all = together([some, ...others])
      const missing = minus(coverageOfDoc(all), coverageOfDoc(some))
      const pieces = splitUpdate(Y.encodeStateAsUpdate(all), bytes, missing)
      for (const { update } of pieces) Y.applyUpdate(some, update)
      expect(contentsOf(some)).toEqual(contentsOf(all))
      expect(covers(coverageOfDoc(some), coverageOfDoc(all))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('the pieces cover together what was wanted', () => {
  fc.assert(
    fc.property(edits, fc.integer({ min: 60, max: 2_000 }), (script, bytes) => {
      const doc = together(played(script))
      const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), bytes)
      const covered = union(pieces.map(({ update }) => coverageOf(Y.decodeUpdate(update))))
      expect(covers(covered, coverageOfDoc(doc))).toBe(true)
      expect(covers(coverageOfDoc(doc), covered)).toBe(true)
    }),
  )
})

test('one run of entries, which Yjs keeps as one struct, is cut within', () => {
  const doc = new Y.Doc()
  doc.getArray('a').push(Array.from({ length: 1_000 }, (_, index) => `entry ${index}`))
  const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), 1_500)
  expect(pieces.length).toBeGreaterThan(5)
  expect(contentsOf(docOfUpdates(pieces.map(({ update }) => update).toReversed()))).toEqual(contentsOf(doc))
})

test('a character of two units is never cut in half', () => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, '🧀'.repeat(3_000))
  const updates = splitUpdate(Y.encodeStateAsUpdate(doc), 100).map(({ update }) => update)
  expect(updates.length).toBeGreaterThan(3)
  expect(contentsOf(docOfUpdates(updates))).toEqual(contentsOf(doc))
})

test('one entry larger than a piece may be is an atom, and the rest is cut as usual', () => {
  const doc = new Y.Doc()
  doc.getArray('a').push(['small', 'x'.repeat(5_000), 'small too'])
  const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), 500)
  expect(pieces.filter(({ update }) => update.length > 500)).toMatchObject([{ isAtom: true }])
  expect(contentsOf(docOfUpdates(pieces.map(({ update }) => update)))).toEqual(contentsOf(doc))
})

test('a cutter that goes back cuts the same again', () => {
  const doc = new Y.Doc()
  doc.getArray('a').push(Array.from({ length: 200 }, (_, index) => `entry ${index} ${'x'.repeat(50)}`))
  const cutter = new UpdateCutter(Y.decodeUpdate(Y.encodeStateAsUpdate(doc)))
  cutter.take(2_000)
  const { position, bytesLeft } = cutter
  const second = cutter.take(3_000)
  expect(cutter.bytesLeft).toBeLessThan(bytesLeft)
  cutter.goBack(position)
  expect(cutter.take(3_000)).toEqual(second)
})

test('nothing is nothing', () => {
  expect(splitUpdate(Y.encodeStateAsUpdate(new Y.Doc()), 100)).toEqual([])
})
