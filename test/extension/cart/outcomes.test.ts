import { describe, expect, test } from 'vitest'
import type { CartLine } from '../../../extension/cart/cart-view.ts'
import { tick, untick } from '../../../extension/cart/operations/bought.ts'
import { clearBought } from '../../../extension/cart/operations/clear-bought.ts'
import { editNote, editPrice, editTitle } from '../../../extension/cart/operations/fields.ts'
import { addUnits, removeLine, setQuantity, takeUnits } from '../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../extension/cart/operations/repair.ts'
import { seeProduct } from '../../../extension/cart/operations/see.ts'
import {
  add,
  deliver,
  type Household,
  household,
  knownOf,
  lineOf,
  meet,
  mergedViews,
  productOf,
  quantityOf,
  rice,
  sharesOf,
  tea,
} from './support/household.ts'

/** The tea after all have met, the same on every replica and in every order of merging. */
function merged(members: Household): CartLine | undefined {
  const [first, ...others] = mergedViews(members)
  for (const other of others) expect(other).toEqual(first)
  return first?.lines.find(line => line.key === tea)
}

/** As `merged`, after a repair by everybody at once. */
function repaired(members: Household): CartLine | undefined {
  merged(members)
  for (const member of Object.values(members)) repair(member, knownOf)
  return merged(members)
}

const teaFor =
  (n: number) =>
  ({ alice }: Household) =>
    add(alice, tea, n)

const pageSaying = (amount: number) => ({ ...productOf(tea), price: { amount, currency: 'EUR' } })

describe('what two members at once get', () => {
  test('A adds 2, B adds 1 of the same product: one line, 3, A 2, B 1', () => {
    const members = household()
    add(members.alice, tea, 2)
    add(members.bob, tea, 1)
    const line = merged(members)
    expect(line?.quantity).toBe(3)
    expect(sharesOf(line)).toEqual({ alice: 2, bob: 1 })
  })

  test("A removes, B taps +: the line stays with 1, B's, and says why", () => {
    const members = household(teaFor(1))
    removeLine(members.alice, tea)
    addUnits(members.bob, tea, 1)
    const line = repaired(members)
    expect(line?.quantity).toBe(1)
    expect(sharesOf(line)).toEqual({ bob: 1 })
    expect(line?.keptAfterRemove).toBe(true)
    expect(line?.product).toEqual(productOf(tea))
  })

  test('A removes, B (who had 2 in it) taps +: 1, never 3', () => {
    const members = household(({ bob }) => add(bob, tea, 2))
    removeLine(members.alice, tea)
    addUnits(members.bob, tea, 1)
    expect(repaired(members)?.quantity).toBe(1)
  })

  test('A removes; B, long offline, edits the note or another line: the line stays removed', () => {
    const members = household(({ alice }) => {
      add(alice, tea, 2)
      add(alice, rice, 1)
    })
    removeLine(members.alice, tea)
    deliver(members.alice, members.carol)
    editNote(members.bob, tea, 'the green one')
    addUnits(members.bob, rice, 1)
    expect(repaired(members)).toBeUndefined()
    expect(quantityOf(members.carol, rice)).toBe(2)
  })

  test('both remove, then someone adds 2: 2', () => {
    const members = household(teaFor(3))
    removeLine(members.alice, tea)
    removeLine(members.bob, tea)
    expect(merged(members)).toBeUndefined()
    add(members.carol, tea, 2)
    expect(merged(members)?.quantity).toBe(2)
  })

  test('both tap + at 1: 3', () => {
    const members = household(teaFor(1))
    addUnits(members.alice, tea, 1)
    addUnits(members.bob, tea, 1)
    expect(merged(members)?.quantity).toBe(3)
  })

  test('both tap - at 3: 1', () => {
    const members = household(teaFor(3))
    takeUnits(members.alice, tea, 1)
    takeUnits(members.bob, tea, 1)
    expect(merged(members)?.quantity).toBe(1)
  })

  test('both tap - at 1, then someone adds 2: 2', () => {
    const members = household(teaFor(1))
    takeUnits(members.alice, tea, 1)
    takeUnits(members.bob, tea, 1)
    expect(merged(members)).toBeUndefined()
    add(members.carol, tea, 2)
    expect(merged(members)?.quantity).toBe(2)
  })

  test('both set 5: 5', () => {
    // Added by the third, so that the arrays of the two stand in another order with each of them.
    const members = household(({ carol }) => add(carol, tea, 2))
    setQuantity(members.alice, tea, 5)
    setQuantity(members.bob, tea, 5)
    expect(merged(members)?.quantity).toBe(5)
  })

  test('A sets 1, B sets 3: 3', () => {
    const members = household(teaFor(5))
    setQuantity(members.alice, tea, 1)
    setQuantity(members.bob, tea, 3)
    expect(merged(members)?.quantity).toBe(3)
  })

  test('A sets 5, B taps +: 6', () => {
    const members = household(teaFor(2))
    setQuantity(members.alice, tea, 5)
    addUnits(members.bob, tea, 1)
    expect(merged(members)?.quantity).toBe(6)
  })

  test('A ticks, B taps +: one left to buy', () => {
    const members = household(teaFor(2))
    tick(members.alice, tea)
    addUnits(members.bob, tea, 1)
    expect(merged(members)).toMatchObject({ quantity: 3, bought: 2 })
  })

  test('A removes, B ticks, C taps +: quantity 1, not bought', () => {
    const members = household(teaFor(2))
    removeLine(members.alice, tea)
    tick(members.bob, tea)
    addUnits(members.carol, tea, 1)
    expect(repaired(members)).toMatchObject({ quantity: 1, bought: 0 })
  })

  test('both tick, one unticks having seen both: not bought', () => {
    const members = household(teaFor(2))
    tick(members.alice, tea)
    tick(members.bob, tea)
    meet(members)
    untick(members.bob, tea)
    expect(merged(members)).toMatchObject({ quantity: 2, bought: 0 })
  })

  test('A clears bought, B taps + on such a line: stays with 1', () => {
    const members = household(({ alice }) => {
      add(alice, tea, 2)
      tick(alice, tea)
    })
    clearBought(members.alice)
    addUnits(members.bob, tea, 1)
    expect(repaired(members)).toMatchObject({ quantity: 1, bought: 0 })
  })

  test("notes by two: the newer shows, the other is in the line's history", () => {
    const members = household(teaFor(1))
    editNote(members.alice, tea, 'loose')
    members.bob.now()
    editNote({ ...members.bob, now: () => 9_000 }, tea, 'in bags')
    const line = merged(members)
    expect(line?.note).toEqual({ value: 'in bags', at: 9_000, device: members.bob.device })
    expect(line?.otherNotes.map(note => note.value)).toEqual(['loose'])
  })

  test('notes of the same millisecond: the larger device shows, everywhere', () => {
    const members = household(teaFor(1))
    editNote({ ...members.alice, now: () => 9_000 }, tea, 'z')
    editNote({ ...members.bob, now: () => 9_000 }, tea, 'a')
    expect(merged(members)).toMatchObject({ note: { value: 'a' }, otherNotes: [{ value: 'z' }] })
  })

  test("both look at the shop's page and see the same new price: one entry in the history", () => {
    const members = household(teaFor(1))
    seeProduct(members.alice, tea, pageSaying(190))
    seeProduct(members.bob, tea, pageSaying(190))
    const line = merged(members)
    expect(line?.history?.map(({ price }) => price?.amount)).toEqual([250, 190])
    expect(line?.product.price?.amount).toBe(190)
  })

  test('A corrects the price, B sees another in the shop: the correction shows, what the shop says stands beside it', () => {
    const members = household(teaFor(1))
    editPrice(members.alice, tea, { amount: 99, currency: 'EUR' })
    seeProduct(members.bob, tea, pageSaying(190))
    const line = merged(members)
    expect(line?.product.price?.amount).toBe(99)
    expect(line?.history?.at(-1)?.price?.amount).toBe(190)
  })

  test("A removes, B looks at the shop's page: the line stays removed", () => {
    const members = household(teaFor(1))
    removeLine(members.alice, tea)
    seeProduct(members.bob, tea, pageSaying(190))
    expect(repaired(members)).toBeUndefined()
  })

  test('title by one, price by another, + by a third: all three hold', () => {
    const members = household(teaFor(1))
    editTitle(members.alice, tea, 'Green tea')
    editPrice(members.bob, tea, { amount: 199, currency: 'EUR' })
    addUnits(members.carol, tea, 1)
    const line = merged(members)
    expect(line?.quantity).toBe(2)
    expect(line?.product).toEqual({ title: 'Green tea', price: { amount: 199, currency: 'EUR' } })
    expect(lineOf(members.alice, tea)).toEqual(line)
  })
})
