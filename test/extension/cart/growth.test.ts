import { afterEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { mostMembers } from '../../../extension/cart/cart-head.ts'
import { createCartIndex } from '../../../extension/cart/cart-index.ts'
import { lineState } from '../../../extension/cart/line-state.ts'
import { deriveLine, mostOtherNotes } from '../../../extension/cart/line-view.ts'
import { addUnits } from '../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../extension/cart/operations/repair.ts'
import { parseEntry } from '../../../extension/cart/parse-entry.ts'
import { cartView } from '../../../extension/cart/view.ts'
import { limits } from '../../../extension/limits.ts'
import { add, knownOf, lineOf, productOf, replica, rice, tea } from './support/household.ts'

/*
 * What one update of a hostile member may hold must not cost time that grows with the square of its size. Work that
 * can be counted is counted; of the rest the growth between two sizes is looked at, never a time.
 */

const mallory = 'd:mallory-'
const card = { person: 'Mallory', colour: '#000000' }

afterEach(() => {
  vi.restoreAllMocks()
})

function documentOf(count: number, entry: (n: number) => unknown): Y.Doc {
  const doc = new Y.Doc()
  doc.getArray(mallory).push(Array.from({ length: count }, (_, n) => entry(n)))
  return doc
}

/** The least of five durations: what else the machine does only ever adds. */
function leastTime(prepare: () => () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const run = prepare()
    const from = performance.now()
    run()
    return performance.now() - from
  })
  return Math.min(...times)
}

/** How many times as long 8 times as much takes: about 8 if the work is linear, 64 if it is quadratic. */
function growth(size: number, prepare: (size: number) => () => void): number {
  const small = leastTime(() => prepare(size))
  return leastTime(() => prepare(8 * size)) / small
}

const quadraticFrom = 30

describe('time grows with the size, not with its square', () => {
  test('of cards in one array', () => {
    const grown = growth(2_000, size => {
      const doc = documentOf(size, n => [12, '', card, n])
      return () => cartView(doc)
    })
    expect(grown).toBeLessThan(quadraticFrom)
  }, 60_000)

  test('of entries of one line that go at once', () => {
    const grown = growth(2_000, size => {
      const doc = documentOf(size, n => [0, tea, n, 1])
      createCartIndex(doc)
      return () => doc.getArray(mallory).delete(0, size)
    })
    expect(grown).toBeLessThan(quadraticFrom)
  }, 60_000)

  test('of units with one id that many devices take off', () => {
    const grown = growth(500, size => {
      const held = Array.from({ length: size }, (_, n) => {
        const device = `${n}`.padEnd(8, '-')
        return [
          { device, entry: [0, tea, 7, 9] },
          { device, entry: [2, tea, 7, 1] },
        ] as const
      }).flat()
      return () => lineState(held)
    })
    expect(grown).toBeLessThan(quadraticFrom)
  }, 60_000)
})

test('one struct of more elements than a call may have arguments can be deleted', () => {
  const doc = documentOf(300_000, () => null)
  const index = createCartIndex(doc)
  expect(index.skipped()).toBe(300_000)
  doc.getArray(mallory).delete(0, 300_000)
  expect(index.skipped()).toBe(0)
})

test('one update may bring more arrays than calls may be nested', () => {
  const sender = new Y.Doc()
  sender.transact(() => {
    for (let n = 0; n < 20_000; n++) sender.getArray(`d:${`${n}`.padEnd(8, '-')}`).push([null])
  })
  const { doc } = replica('alice')
  const index = createCartIndex(doc)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(sender))
  expect(index.skipped()).toBe(20_000)
  expect(index.view()).toEqual(cartView(doc))
})

describe('counted work', () => {
  const entries = {
    notes: (n: number) => [4, tea, `note ${n}`, 5],
    sets: (n: number) => [1, tea, 7, 300, ['alice---', (n % 300) + 1], []],
  }
  test.each(Object.entries(entries))(
    'of %s that are equal but for their text, each is written out once',
    (_name, entry) => {
      const doc = documentOf(2_000, entry)
      doc.getArray(mallory).push([
        [6, tea, productOf(tea), 1],
        [0, tea, 1, 1],
      ])
      const held = doc
        .getArray(mallory)
        .toArray()
        .flatMap(raw => {
          const read = parseEntry(raw)
          return read ? [{ device: 'mallory-', entry: read }] : []
        })
      const stringify = vi.spyOn(JSON, 'stringify')
      expect(deriveLine(tea, held).line).toBeDefined()
      expect(stringify.mock.calls.length).toBeLessThanOrEqual(2_000)
    },
  )

  test('the index looks at the name of each array once', () => {
    const alice = replica('alice')
    for (let n = 0; n < 50; n++) alice.doc.getArray(`d:${`${n}`.padEnd(8, '-')}`).push([[0, tea, n, 1]])
    const names = alice.doc.share.keys()
    const next = vi.spyOn(names, 'next')
    vi.spyOn(alice.doc.share, 'keys').mockReturnValue(names)
    const index = createCartIndex(alice.doc)
    alice.doc.getArray('d:late----').push([[6, tea, productOf(tea), 1]])
    for (let n = 0; n < 20; n++) alice.doc.getArray('d:late----').push([[0, tea, 100 + n, 1]])
    expect(index.line(tea)?.quantity).toBe(70)
    expect(next).toHaveBeenCalledTimes(51)
  })

  test('over the limit of lines, a tap that moves no line sorts no lines', () => {
    const doc = documentOf(2 * (limits.lines + 1), n => {
      const key = `${n >> 1}`.padEnd(22, '_')
      return n % 2 === 0 ? [6, key, productOf(tea), n] : [0, key, n, 1]
    })
    const index = createCartIndex(doc)
    const sort = vi.spyOn(Array.prototype, 'sort')
    addUnits({ ...replica('alice'), doc }, '0'.padEnd(22, '_'), 1)
    expect(index.line('0'.padEnd(22, '_'))?.quantity).toBe(2)
    expect(Math.max(0, ...sort.mock.contexts.map(sorted => (sorted as unknown[]).length))).toBeLessThan(10)
  })

  test('repair does not walk the document for lines of which nobody here has the product', () => {
    const alice = replica('alice')
    alice.doc.getArray(mallory).push([[0, tea, 1, 1]])
    const walk = vi.spyOn(Y.Array.prototype, 'forEach')
    expect(repair(alice, () => undefined, new Set([tea]))).toEqual([])
    expect(walk).not.toHaveBeenCalled()
    expect(repair(alice, knownOf, new Set([tea, rice]))).toEqual([tea])
    expect(walk).toHaveBeenCalled()
  })

  test('a long entry is read no further than its first mistake', () => {
    let reads = 0
    const entry = new Proxy([3, tea, ...Array.from({ length: 10_000 }, () => null)], {
      get(target, name) {
        reads++
        return Reflect.get(target, name)
      },
    })
    expect(parseEntry(entry)).toBeUndefined()
    expect(reads).toBeLessThan(100)
  })
})

describe('what views are sent stays small', () => {
  test('of many members the first by device', () => {
    const doc = new Y.Doc()
    const devices = Array.from({ length: mostMembers + 50 }, (_, n) => `${n}`.padStart(8, '0'))
    for (const device of [...devices].reverse()) doc.getArray(`d:${device}`).push([[12, '', card, 5]])
    const { members, skipped } = cartView(doc)
    expect(members.map(({ device }) => device)).toEqual(devices.slice(0, mostMembers))
    expect(skipped).toBe(0)
    expect(createCartIndex(doc).view()).toEqual(cartView(doc))
  })

  test('of many notes the newest', () => {
    const alice = replica('alice')
    add(alice, tea, 1)
    alice.doc.getArray(mallory).push(Array.from({ length: 50 }, (_, n) => [4, tea, `note ${n}`, n]))
    const line = lineOf(alice, tea)
    expect(line?.note?.value).toBe('note 49')
    expect(line?.otherNotes.map(({ at }) => at)).toEqual(
      Array.from({ length: mostOtherNotes }, (_, n) => 48 - n),
    )
    expect(createCartIndex(alice.doc).view()).toEqual(cartView(alice.doc))
  })
})
