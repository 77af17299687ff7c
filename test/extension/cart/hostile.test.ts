import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createCartIndex } from '../../../extension/cart/cart-index.ts'
import { liveEntryHash } from '../../../extension/cart/entry-hash.ts'
import { addUnits, removeLine, takeUnits } from '../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../extension/cart/operations/repair.ts'
import { sweep } from '../../../extension/cart/operations/sweep.ts'
import { parseEntry } from '../../../extension/cart/parse-entry.ts'
import type { Replica } from '../../../extension/cart/replica.ts'
import { cartView } from '../../../extension/cart/view.ts'
import { type Actor, commands, perform } from './support/commands.ts'
import { add, knownOf, lineOf, quantityOf, replica, rice, tea } from './support/household.ts'

/** What a member's device of another make could send: written past all our code, as an update. */
function written(write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  write(doc)
  return Y.encodeStateAsUpdate(doc)
}

function everythingThatReads(member: Replica): void {
  const index = createCartIndex(member.doc)
  expect(index.view()).toEqual(cartView(member.doc))
  liveEntryHash(member.doc)
  repair(member, knownOf)
  const repaired = cartView(member.doc)
  expect(index.view()).toEqual(repaired)
  sweep(member)
  expect(cartView(member.doc)).toEqual(repaired)
  expect(index.view()).toEqual(repaired)
}

const jsonLike = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(1n, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, new Uint8Array([1, 2])),
)
const numbers = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.double(), fc.maxSafeInteger())
/** Arrays that come close to entries: right in kind and line, and now and then in more. */
const nearEntries = fc
  .tuple(
    fc.oneof(fc.integer({ min: -1, max: 16 }), jsonLike),
    fc.constantFrom<unknown>(tea, rice, '', 'short', null),
    fc.array(fc.oneof(numbers, jsonLike, fc.constantFrom('bob-----', 'kept', undefined), fc.array(numbers)), {
      maxLength: 5,
    }),
  )
  .map(([kind, line, rest]) => [kind, line, ...rest])

test('nothing that a member writes into the arrays makes a reader throw, and the honest lines stay', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.jsonValue(),
          jsonLike.map(value => [value]),
          nearEntries,
        ),
        { maxLength: 12 },
      ),
      fc.array(commands(), { maxLength: 6 }),
      (values, steps) => {
        const alice: Actor = { ...replica('alice'), undoable: [] }
        add(alice, 'honest----------------', 2)
        const index = createCartIndex(alice.doc)
        Y.applyUpdate(
          alice.doc,
          written(doc => doc.getArray('d:mallory-').push(values)),
        )
        expect(index.view()).toEqual(cartView(alice.doc))
        const entries = values.filter(value => parseEntry(value))
        expect(index.skipped()).toBe(values.length - entries.length)
        everythingThatReads(alice)
        for (const step of steps) perform(alice, step)
        expect(quantityOf(alice, 'honest----------------')).toBe(2)
        expect(index.view()).toEqual(cartView(alice.doc))
      },
    ),
    { numRuns: 500 },
  )
}, 120_000)

test('parsing anything throws nothing', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withMap: true, withTypedArray: true }), value => {
      parseEntry(value)
      parseEntry([value])
      for (let kind = 0; kind < 16; kind++) parseEntry([kind, tea, value, value, value, value])
    }),
  )
})

const shapes: Readonly<Record<string, (doc: Y.Doc) => void>> = {
  'a map under a device name': doc => doc.getMap('d:mallory-').set('key', [0, tea, 1, 1]),
  'a text under a device name': doc => doc.getText('d:mallory-').insert(0, 'tea', { bold: true }),
  'types inside the array': doc =>
    doc
      .getArray<unknown>('d:mallory-')
      .push([new Y.Map([['a', 1]]), Y.Array.from([[0, tea, 1, 1]]), new Y.Text('x')]),
  'a document inside the array': doc => doc.getArray('d:mallory-').push([new Y.Doc()]),
  'other names': doc => {
    doc.getArray('d:').push([[0, tea, 1, 1]])
    doc.getArray('d:far-too-long').push([[0, tea, 1, 1]])
    doc.getArray('__proto__').push([[0, tea, 1, 1]])
    doc.getXmlFragment('constructor').insert(0, [new Y.XmlText('x')])
  },
}

describe('a document of another shape', () => {
  test.each(Object.entries(shapes))('%s hurts nothing', (_name, write) => {
    const alice = replica('alice')
    add(alice, tea, 1)
    const index = createCartIndex(alice.doc)
    Y.applyUpdate(alice.doc, written(write))
    everythingThatReads(alice)
    expect(index.view()).toEqual(cartView(alice.doc))
    addUnits(alice, tea, 1)
    expect(lineOf(alice, tea)?.quantity).toBe(2)
  })

  test('a type made here under a device name is left alone', () => {
    const alice = replica('alice')
    alice.doc.getMap('d:mallory-').set('key', 1)
    add(alice, tea, 1)
    everythingThatReads(alice)
    expect(lineOf(alice, tea)?.quantity).toBe(1)
  })
})

describe('entries that look right', () => {
  function withEntries(...entries: unknown[]): Replica {
    const alice = replica('alice')
    add(alice, tea, 2)
    Y.applyUpdate(
      alice.doc,
      written(doc => doc.getArray('d:mallory-').push(entries)),
    )
    return alice
  }

  test('equal ids are counted the same in every order', () => {
    const entries = [
      [0, tea, 7, 3],
      [0, tea, 7, 5],
      [2, tea, 7, 2],
      [3, tea, 7, 4],
      [1, tea, 7, 4, [], []],
      [1, tea, 7, 4, ['alice---', 1], [7]],
    ]
    const forwards = withEntries(...entries)
    const backwards = withEntries(...[...entries].reverse())
    const strip = (member: Replica) => ({ ...lineOf(member, tea), addedAt: 0 })
    expect(strip(forwards)).toEqual(strip(backwards))
  })

  test('units taken off many times over do not make the rest negative', () => {
    const alice = withEntries([0, tea, 7, 1], [2, tea, 7, 9_000], [2, tea, 7, 9_000])
    expect(lineOf(alice, tea)).toMatchObject({ quantity: 2, shares: [{ device: alice.device, quantity: 2 }] })
  })

  test('times beyond all dates are skipped, and the last date can still be corrected', () => {
    const alice = withEntries([7, tea, 'never', 8.64e15 + 1], [7, tea, 'last', 8.64e15])
    expect(cartView(alice.doc).skipped).toBe(1)
    const now = () => 1
    perform({ ...alice, now, undoable: [] }, { name: 'title', key: tea, n: 3 })
    expect(lineOf(alice, tea)?.product.title).toBe('title 3')
  })

  test('entries of a newer version are skipped, but go with the line that they belong to', () => {
    const alice = withEntries([99, tea, 'something new'])
    expect(cartView(alice.doc)).toMatchObject({ skipped: 1, lines: [{ key: tea }] })
    removeLine(alice, tea)
    expect(cartView(alice.doc)).toMatchObject({ skipped: 0, lines: [] })
  })

  test('a card in the array of another device speaks for that device only', () => {
    const alice = withEntries([12, '', { person: 'Mallory', colour: '#000000', device: 'alice---' }, 5])
    expect(cartView(alice.doc).members).toEqual([
      { device: 'mallory-', person: 'Mallory', colour: '#000000' },
    ])
  })

  test('a line without a product can be counted down', () => {
    const alice = withEntries([0, rice, 7, 2])
    expect(takeUnits(alice, rice, 1)).toBeUndefined()
    expect(repair(alice, knownOf)).toEqual([rice])
    expect(quantityOf(alice, rice)).toBe(1)
  })
})
