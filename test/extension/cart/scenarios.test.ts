import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { tick, untick } from '../../../extension/cart/operations/bought.ts'
import { editNote, editPrice, editTitle } from '../../../extension/cart/operations/fields.ts'
import { addUnits, removeLine, setQuantity, takeUnits } from '../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../extension/cart/operations/repair.ts'
import type { Replica } from '../../../extension/cart/replica.ts'
import {
  add,
  deliver,
  household,
  knownOf,
  lineOf,
  meet,
  quantityOf,
  replica,
  sharesOf,
  tea,
} from './support/household.ts'

function copyOf({ doc, device, now }: Replica): Replica {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return { doc: copy, device, now }
}

describe('concurrent adds and removes', () => {
  test('three offline taps survive a remove as 3', () => {
    const members = household(({ bob }) => add(bob, tea, 1))
    removeLine(members.alice, tea)
    for (let tap = 0; tap < 3; tap++) addUnits(members.bob, tea, 1)
    meet(members)
    repair(members.bob, knownOf)
    expect(quantityOf(members.bob, tea)).toBe(3)
  })

  test('two contexts of one device tap + at once: both count', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 1))
    const other = copyOf(alice)
    addUnits(alice, tea, 1)
    addUnits(other, tea, 1)
    deliver(other, alice)
    expect(quantityOf(alice, tea)).toBe(3)
  })

  test('one removes, one takes the last off, then 2 are added: 2', () => {
    const members = household(({ alice }) => add(alice, tea, 1))
    removeLine(members.alice, tea)
    takeUnits(members.bob, tea, 1)
    meet(members)
    add(members.carol, tea, 2)
    meet(members)
    expect(quantityOf(members.alice, tea)).toBe(2)
  })

  test('removed and added anew, while another takes one off what was there: the new 2 stay', () => {
    const members = household(({ alice }) => add(alice, tea, 3))
    removeLine(members.alice, tea)
    add(members.alice, tea, 2)
    takeUnits(members.bob, tea, 1)
    meet(members)
    expect(quantityOf(members.alice, tea)).toBe(2)
  })

  test('three take one off 2, then 1 is added: 1', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    for (const member of Object.values(members)) takeUnits(member, tea, 1)
    meet(members)
    expect(quantityOf(members.alice, tea)).toBe(0)
    add(members.bob, tea, 1)
    meet(members)
    expect(quantityOf(members.alice, tea)).toBe(1)
  })

  test('a third member removes the survivor for good', () => {
    const members = household(({ alice }) => add(alice, tea, 1))
    removeLine(members.alice, tea)
    addUnits(members.bob, tea, 1)
    meet(members)
    repair(members.carol, knownOf)
    removeLine(members.carol, tea)
    meet(members)
    for (const member of Object.values(members)) expect(quantityOf(member, tea)).toBe(0)
  })

  test('a line removed while its note and tick changed comes back clean', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    removeLine(members.alice, tea)
    editNote(members.bob, tea, 'old note')
    tick(members.carol, tea)
    meet(members)
    add(members.alice, tea, 1)
    meet(members)
    const line = lineOf(members.bob, tea)
    expect(line).toMatchObject({ quantity: 1, bought: 0, otherNotes: [] })
    expect(line).not.toHaveProperty('note')
  })

  test('a set quantity survives a concurrent remove', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    removeLine(members.alice, tea)
    setQuantity(members.bob, tea, 4)
    meet(members)
    repair(members.bob, knownOf)
    expect(quantityOf(members.bob, tea)).toBe(4)
  })
})

describe('fields, shares and ticks', () => {
  test('note, price and + at once all hold', () => {
    const members = household(({ alice }) => add(alice, tea, 1))
    editNote(members.alice, tea, 'loose')
    editPrice(members.bob, tea, null)
    addUnits(members.carol, tea, 1)
    meet(members)
    expect(lineOf(members.alice, tea)).toMatchObject({ quantity: 2, note: { value: 'loose' } })
    expect(lineOf(members.alice, tea)?.product).not.toHaveProperty('price')
  })

  test('title and price at once both hold', () => {
    const members = household(({ alice }) => add(alice, tea, 1))
    editTitle(members.alice, tea, 'Green tea')
    editPrice(members.bob, tea, { amount: 3, currency: 'JPY' })
    meet(members)
    expect(lineOf(members.carol, tea)?.product).toEqual({
      title: 'Green tea',
      price: { amount: 3, currency: 'JPY' },
    })
  })

  test("B takes one off A's 2: A wants 1, B none", () => {
    const { alice, bob } = household(({ alice }) => add(alice, tea, 2))
    takeUnits(bob, tea, 1)
    deliver(bob, alice)
    expect(sharesOf(lineOf(alice, tea))).toEqual({ alice: 1 })
  })

  test('a set keeps the shares of others that fit', () => {
    const members = household(({ alice, bob }) => {
      add(alice, tea, 2)
      add(bob, tea, 3)
    })
    setQuantity(members.alice, tea, 4)
    expect(sharesOf(lineOf(members.alice, tea))).toEqual({ bob: 3, alice: 1 })
    setQuantity(members.alice, tea, 2)
    expect(sharesOf(lineOf(members.alice, tea))).toEqual({ bob: 2 })
    meet(members)
    takeUnits(members.bob, tea, 1)
    setQuantity(members.carol, tea, 6)
    meet(members)
    expect(quantityOf(members.alice, tea)).toBe(6)
    expect(sharesOf(lineOf(members.alice, tea))).toEqual({ bob: 2, carol: 4 })
  })

  test('what was ticked of replaced units is ticked of the set', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    tick(members.alice, tea)
    setQuantity(members.bob, tea, 5)
    meet(members)
    expect(lineOf(members.carol, tea)).toMatchObject({ quantity: 5, bought: 2 })
    untick(members.carol, tea)
    meet(members)
    expect(lineOf(members.alice, tea)).toMatchObject({ quantity: 5, bought: 0 })
  })

  test('a tick while another takes one off leaves a later + to buy', () => {
    const members = household(({ alice }) => add(alice, tea, 3))
    tick(members.alice, tea)
    takeUnits(members.bob, tea, 1)
    meet(members)
    expect(lineOf(members.carol, tea)).toMatchObject({ quantity: 2, bought: 2 })
    addUnits(members.carol, tea, 1)
    expect(lineOf(members.carol, tea)).toMatchObject({ quantity: 3, bought: 2 })
  })

  test('what was ticked is clipped for good when the quantity falls', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 5))
    tick(alice, tea)
    setQuantity(alice, tea, 3)
    setQuantity(alice, tea, 10)
    expect(lineOf(alice, tea)).toMatchObject({ quantity: 10, bought: 3 })
  })
})

test('merges that pass a line limit are shown at the limit, and - works from there', () => {
  const alice = replica('alice')
  const bob = replica('bob')
  add(alice, tea, 9_000)
  add(bob, tea, 5_000)
  deliver(bob, alice)
  expect(lineOf(alice, tea)).toMatchObject({
    quantity: 9_999,
    shares: [{ quantity: 9_000 }, { quantity: 999 }],
  })
  takeUnits(alice, tea, 1)
  expect(quantityOf(alice, tea)).toBe(9_998)
})
