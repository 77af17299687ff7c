import { describe, expect, test } from 'vitest'
import { addProduct } from '../../../../extension/cart/operations/add.ts'
import { tick, untick } from '../../../../extension/cart/operations/bought.ts'
import { clearBought } from '../../../../extension/cart/operations/clear-bought.ts'
import {
  dismissKept,
  editNote,
  editPicture,
  editPrice,
  editTitle,
  editVariant,
} from '../../../../extension/cart/operations/fields.ts'
import {
  addUnits,
  removeLine,
  setQuantity,
  takeUnits,
} from '../../../../extension/cart/operations/quantity.ts'
import type { Replica } from '../../../../extension/cart/replica.ts'
import { cartView } from '../../../../extension/cart/view.ts'
import { limits } from '../../../../extension/limits.ts'
import { add, lineOf, productOf, replica, rice, tea } from '../support/household.ts'

function updatesOf({ doc }: Replica, act: () => void): number {
  let updates = 0
  const count = () => {
    updates++
  }
  doc.on('update', count)
  act()
  doc.off('update', count)
  return updates
}

const onGoneLine: Readonly<Record<string, (alice: Replica) => unknown>> = {
  addUnits: alice => addUnits(alice, tea, 1),
  setQuantity: alice => setQuantity(alice, tea, 2),
  tick: alice => tick(alice, tea),
  untick: alice => untick(alice, tea),
  editNote: alice => editNote(alice, tea, 'a note'),
  editTitle: alice => editTitle(alice, tea, 'a title'),
  editPrice: alice => editPrice(alice, tea, null),
  editVariant: alice => editVariant(alice, tea, 'XL'),
}

describe('on a line that is gone', () => {
  test.each(Object.entries(onGoneLine))('%s says so and changes nothing', (_name, operation) => {
    const alice = replica('alice')
    add(alice, tea, 1)
    removeLine(alice, tea)
    expect(updatesOf(alice, () => expect(() => operation(alice)).toThrow('line-gone'))).toBe(0)
  })

  test('removing it again is nothing', () => {
    const alice = replica('alice')
    expect(updatesOf(alice, () => expect(removeLine(alice, tea)).toBeUndefined())).toBe(0)
    expect(takeUnits(alice, tea, 1)).toBeUndefined()
    expect(setQuantity(alice, tea, 0)).toBeUndefined()
    expect(clearBought(alice)).toEqual([])
    dismissKept(alice, tea)
    expect(cartView(alice.doc).lines).toEqual([])
  })
})

describe('limits', () => {
  test('no line holds more than the limit of units', () => {
    const alice = replica('alice')
    add(alice, tea, limits.quantity)
    expect(() => addUnits(alice, tea, 1)).toThrow('quantity-limit')
    expect(() => add(alice, tea, 1)).toThrow('quantity-limit')
    expect(() => add(alice, rice, limits.quantity + 1)).toThrow('quantity-limit')
    expect(() => setQuantity(alice, tea, limits.quantity + 1)).toThrow('quantity-limit')
    expect(lineOf(alice, tea)?.quantity).toBe(limits.quantity)
  })

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no number of units', n => {
    const alice = replica('alice')
    add(alice, tea, 2)
    expect(() => add(alice, tea, n)).toThrow()
    expect(() => addUnits(alice, tea, n)).toThrow()
    expect(() => takeUnits(alice, tea, n)).toThrow()
    expect(lineOf(alice, tea)?.quantity).toBe(2)
  })

  test('a full cart takes no further line, but more of what it has', () => {
    const alice = replica('alice')
    const keys = Array.from({ length: limits.lines }, (_, n) => `${n}`.padEnd(22, '_'))
    const entries = keys.flatMap((key, n) => [
      [6, key, productOf(tea), n],
      [0, key, n, 1],
    ])
    alice.doc.getArray(`d:${alice.device}`).push(entries)
    expect(() => add(alice, tea, 1)).toThrow('cart-full')
    add(alice, '7'.padEnd(22, '_'), 1)
    removeLine(alice, '8'.padEnd(22, '_'))
    add(alice, tea, 1)
    expect(cartView(alice.doc).lines).toHaveLength(limits.lines)
  })

  test('values over a limit are refused whole', () => {
    const alice = replica('alice')
    add(alice, tea, 1)
    const before = lineOf(alice, tea)
    expect(() => editNote(alice, tea, 'x'.repeat(limits.note + 1))).toThrow(RangeError)
    expect(() => editTitle(alice, tea, ' ')).toThrow(RangeError)
    expect(() => editPicture(alice, tea, 'javascript:alert(1)')).toThrow(RangeError)
    expect(() => editPrice(alice, tea, { amount: 1e308, currency: 'EUR' })).toThrow(RangeError)
    expect(() => addProduct(alice, rice, 1, { title: '' })).toThrow(RangeError)
    expect(lineOf(alice, tea)).toEqual(before)
    expect(cartView(alice.doc)).toMatchObject({ skipped: 0, lines: [{ key: tea }] })
  })
})

test('each operation is one transaction', () => {
  const alice = replica('alice')
  const operations: (() => unknown)[] = [
    () => add(alice, tea, 3),
    () => addUnits(alice, tea, 2),
    () => takeUnits(alice, tea, 1),
    () => tick(alice, tea),
    () => takeUnits(alice, tea, 1),
    () => setQuantity(alice, tea, 2),
    () => editNote(alice, tea, 'loose'),
    () => untick(alice, tea),
    () => removeLine(alice, tea),
  ]
  for (const operation of operations) expect(updatesOf(alice, operation)).toBe(1)
})

test('fields can be taken away', () => {
  const alice = replica('alice')
  addProduct(alice, tea, 1, { ...productOf(tea), variant: 'Blue', image: 'https://shop.example/tea.png' })
  editNote(alice, tea, 'loose')
  editNote(alice, tea, '  ')
  editVariant(alice, tea, '')
  editPrice(alice, tea, null)
  editPicture(alice, tea, null)
  expect(lineOf(alice, tea)?.product).toEqual({ title: 'tea' })
  expect(lineOf(alice, tea)).not.toHaveProperty('note')
  editVariant(alice, tea, 'Red')
  expect(lineOf(alice, tea)?.product).toEqual({ title: 'tea', variant: 'Red' })
})

test('a clock that runs behind still outdates what it saw', () => {
  const ahead = { ...replica('alice'), now: () => 5_000 }
  const behind: Replica = { doc: ahead.doc, device: 'bob-----', now: () => 3_000 }
  add(ahead, tea, 1)
  editTitle(ahead, tea, 'first')
  editTitle(behind, tea, 'second')
  expect(lineOf(ahead, tea)?.product.title).toBe('second')
  expect(ahead.doc.getArray<unknown[]>('d:bob-----').get(0)).toEqual([7, tea, 'second', 5_002])
})
