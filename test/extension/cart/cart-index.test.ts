import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createCartIndex } from '../../../extension/cart/cart-index.ts'
import type { LineKey } from '../../../extension/cart/cart-view.ts'
import { setCartName, setMember, setRelays } from '../../../extension/cart/operations/cart-wide.ts'
import { editNote } from '../../../extension/cart/operations/fields.ts'
import { addUnits, removeLine } from '../../../extension/cart/operations/quantity.ts'
import { cartView } from '../../../extension/cart/view.ts'
import { limits } from '../../../extension/limits.ts'
import { add, deliver, productOf, replica, rice, tea } from './support/household.ts'

function heard(doc: Y.Doc) {
  const index = createCartIndex(doc)
  const calls: { changed: LineKey[]; head: boolean }[] = []
  const end = index.onChange((changed, head) => calls.push({ changed: [...changed].sort(), head }))
  return { index, calls, end }
}

describe('the index', () => {
  test('starts with what the document holds', () => {
    const alice = replica('alice')
    add(alice, tea, 2)
    setCartName(alice, 'Home')
    expect(createCartIndex(alice.doc).view()).toEqual(cartView(alice.doc))
  })

  test('hears once of a device it did not know, counted once', () => {
    const alice = replica('alice')
    const bob = replica('bob')
    add(bob, tea, 2)
    const { index, calls } = heard(alice.doc)
    deliver(bob, alice)
    expect(index.line(tea)?.quantity).toBe(2)
    addUnits(bob, tea, 1)
    deliver(bob, alice)
    expect(index.line(tea)?.quantity).toBe(3)
    expect(calls).toEqual([
      { changed: [tea], head: false },
      { changed: [tea], head: false },
    ])
  })

  test('derives no line but the one that changed', () => {
    const alice = replica('alice')
    const bob = replica('bob')
    for (let n = 0; n < 50; n++) add(alice, `${n}`.padEnd(22, '_'), 1)
    add(alice, tea, 1)
    deliver(alice, bob)
    const { index, calls } = heard(alice.doc)
    const before = new Map(index.keys().map(key => [key, index.line(key)]))
    addUnits(bob, tea, 1)
    deliver(bob, alice)
    expect(calls).toEqual([{ changed: [tea], head: false }])
    for (const [key, line] of before) if (key !== tea) expect(index.line(key)).toBe(line)
    expect(index.line(tea)).not.toBe(before.get(tea))
  })

  test('tells the head from the lines', () => {
    const alice = replica('alice')
    const { index, calls, end } = heard(alice.doc)
    setCartName(alice, 'Home')
    setMember(alice, { person: 'Alice', colour: '#aabbcc' })
    setRelays(alice, ['wss://relay.example'])
    expect(calls).toEqual([1, 2, 3].map(() => ({ changed: [], head: true })))
    expect(index.head()).toEqual({
      name: 'Home',
      members: [{ device: alice.device, person: 'Alice', colour: '#aabbcc' }],
      relays: ['wss://relay.example'],
    })
    end()
    setCartName(alice, 'Away')
    expect(calls).toHaveLength(3)
    expect(index.head().name).toBe('Away')
  })

  test('says nothing of what changes nothing', () => {
    const alice = replica('alice')
    const { calls } = heard(alice.doc)
    alice.doc.getMap('elsewhere').set('key', 'value')
    alice.doc.getArray('d:short').push([[0, tea, 1, 1]])
    Y.applyUpdate(alice.doc, Y.encodeStateAsUpdate(alice.doc))
    expect(calls).toEqual([])
  })

  test('follows changes that a listener of the document makes in turn', () => {
    const alice = replica('alice')
    // Both before and after the index hears of the first change, so that Yjs nests the transactions either way.
    alice.doc.once('afterTransaction', () => add(alice, rice, 1))
    const { index } = heard(alice.doc)
    alice.doc.once('afterTransaction', () => {
      addUnits(alice, tea, 2)
      removeLine(alice, rice)
    })
    add(alice, tea, 1)
    editNote(alice, tea, 'loose')
    expect(index.line(tea)?.quantity).toBe(3)
    expect(index.view()).toEqual(cartView(alice.doc))
  })

  test('ends', () => {
    const alice = replica('alice')
    const { index, calls } = heard(alice.doc)
    index.destroy()
    add(alice, tea, 1)
    expect(calls).toEqual([])
    expect(index.view().lines).toEqual([])
  })
})

test('over the limit of lines the oldest stay, and one comes into view when another goes', () => {
  const { doc, ...alice } = replica('alice')
  const keys = Array.from({ length: limits.lines + 2 }, (_, n) => `${n}`.padEnd(22, '_'))
  doc.getArray(`d:${alice.device}`).push(
    keys.flatMap((key, n) => [
      [6, key, productOf(tea), n],
      [0, key, n, 1],
    ]),
  )
  const { index, calls } = heard(doc)
  const [last = '', secondLast = ''] = keys.slice(-2).reverse()
  expect(index.view()).toEqual(cartView(doc))
  expect(index.view().lines).toHaveLength(limits.lines)
  expect(index.skipped()).toBe(2)
  expect([index.line(secondLast), index.line(last)]).toEqual([undefined, undefined])
  removeLine({ doc, ...alice }, keys[5] ?? '')
  expect(calls).toEqual([{ changed: [keys[5], secondLast].sort(), head: true }])
  expect(index.line(secondLast)).toBeDefined()
  expect(index.line(last)).toBeUndefined()
  expect(index.view()).toEqual(cartView(doc))
})
