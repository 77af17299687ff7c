import { describe, expect, test } from 'vitest'
import { tick } from '../../../../extension/cart/operations/bought.ts'
import { clearBought } from '../../../../extension/cart/operations/clear-bought.ts'
import { editNote, editPrice, editTitle } from '../../../../extension/cart/operations/fields.ts'
import {
  addUnits,
  removeLine,
  setQuantity,
  takeUnits,
} from '../../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../../extension/cart/operations/repair.ts'
import { restoreLines } from '../../../../extension/cart/operations/restore.ts'
import { seeProduct } from '../../../../extension/cart/operations/see.ts'
import type { RemovedLine } from '../../../../extension/cart/removed-line.ts'
import type { Replica } from '../../../../extension/cart/replica.ts'
import { cartView } from '../../../../extension/cart/view.ts'
import type { RemovedLine as RemovedLineMessage } from '../../../../extension/messages/popup-surface.ts'
import {
  add,
  deliver,
  household,
  knownOf,
  lineOf,
  meet,
  quantityOf,
  rice,
  sharesOf,
  tea,
} from '../support/household.ts'

/** Removes the tea and answers what undo is given. */
function remove(member: Replica): RemovedLine[] {
  const removed: RemovedLineMessage | undefined = removeLine(member, tea)
  if (!removed) throw new Error('nothing was removed')
  return [removed]
}

describe('undo of a remove', () => {
  test('leaves the history as it was, also by a clock that is behind', () => {
    const { alice, bob } = household(({ bob }) => {
      add(bob, tea, 1)
      seeProduct(bob, tea, { title: 'tea', availability: 'OutOfStock' })
    })
    const before = lineOf(bob, tea)?.history
    restoreLines({ ...alice, now: () => 1 }, remove(alice))
    deliver(alice, bob)
    expect(lineOf(bob, tea)?.history).toEqual(before)
  })

  test('brings back shares, note, what was bought and what was corrected', () => {
    const { alice, bob } = household(({ alice, bob }) => {
      add(alice, tea, 2)
      add(bob, tea, 3)
      deliver(bob, alice)
      tick(alice, tea)
      addUnits(alice, tea, 1)
      editNote(alice, tea, 'loose')
      editTitle(alice, tea, 'Green tea')
      editPrice(alice, tea, null)
    })
    const before = lineOf(alice, tea)
    const removed = remove(alice)
    expect(lineOf(alice, tea)).toBeUndefined()
    restoreLines(alice, removed)
    deliver(alice, bob)
    const after = lineOf(bob, tea)
    expect(after).toMatchObject({ product: before?.product, quantity: 6, bought: 5, shares: before?.shares })
    expect(after?.note?.value).toBe('loose')
    expect(sharesOf(after)).toEqual({ alice: 3, bob: 3 })
  })

  test('also when - or a quantity of 0 removed the line', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 2))
    const taken = takeUnits(alice, tea, 2)
    restoreLines(alice, taken ? [taken] : [])
    expect(quantityOf(alice, tea)).toBe(2)
    const set = setQuantity(alice, tea, 0)
    restoreLines(alice, set ? [set] : [])
    expect(quantityOf(alice, tea)).toBe(2)
  })

  test('of all that was bought is one transaction', () => {
    const { alice } = household(({ alice }) => {
      add(alice, tea, 2)
      add(alice, rice, 1)
      tick(alice, tea)
      tick(alice, rice)
    })
    const removed = clearBought(alice)
    expect(removed.map(line => line.key).sort()).toEqual([rice, tea])
    let updates = 0
    alice.doc.on('update', () => updates++)
    restoreLines(alice, removed)
    expect(updates).toBe(1)
    expect(
      cartView(alice.doc)
        .lines.map(({ quantity, bought }) => [quantity, bought])
        .sort(),
    ).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  test.each([false, true])('puts the line back beside a concurrent + (repaired first: %s)', repairedFirst => {
    const members = household(({ alice }) => add(alice, tea, 2))
    const removed = remove(members.alice)
    addUnits(members.bob, tea, 1)
    meet(members)
    if (repairedFirst) repair(members.carol, knownOf)
    meet(members)
    restoreLines(members.alice, removed)
    meet(members)
    const line = lineOf(members.bob, tea)
    expect(sharesOf(line)).toEqual({ alice: 2, bob: 1 })
    expect(line?.keptAfterRemove).toBe(false)
  })

  test('counts a + that arrives only after it', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    restoreLines(members.alice, remove(members.alice))
    addUnits(members.bob, tea, 1)
    meet(members)
    expect(quantityOf(members.carol, tea)).toBe(3)
  })

  test('does not double what somebody has added anew', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    const removed = remove(members.alice)
    meet(members)
    add(members.bob, tea, 2)
    meet(members)
    restoreLines(members.alice, removed)
    expect(quantityOf(members.alice, tea)).toBe(2)
  })

  test('raises what somebody has added anew to what was removed', () => {
    const members = household(({ alice }) => add(alice, tea, 5))
    const removed = remove(members.alice)
    meet(members)
    add(members.bob, tea, 2)
    meet(members)
    restoreLines(members.alice, removed)
    meet(members)
    expect(sharesOf(lineOf(members.bob, tea))).toEqual({ alice: 3, bob: 2 })
  })

  test('keeps what is bought apart from what was added to buy anew', () => {
    const members = household(({ alice }) => {
      add(alice, tea, 2)
      tick(alice, tea)
    })
    const removed = clearBought(members.alice)
    meet(members)
    add(members.bob, tea, 1)
    meet(members)
    restoreLines(members.alice, removed)
    expect(lineOf(members.alice, tea)).toMatchObject({ quantity: 3, bought: 2 })
  })

  test('does not add to a quantity that was set at the same time', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    const removed = remove(members.alice)
    setQuantity(members.bob, tea, 5)
    meet(members)
    restoreLines(members.alice, removed)
    meet(members)
    expect(lineOf(members.bob, tea)).toMatchObject({ quantity: 5, keptAfterRemove: false })
  })

  test('done by two who both removed the line gives it back once', () => {
    const members = household(({ alice }) => add(alice, tea, 2))
    const byAlice = remove(members.alice)
    const byBob = remove(members.bob)
    restoreLines(members.alice, byAlice)
    restoreLines(members.bob, byBob)
    meet(members)
    expect(quantityOf(members.carol, tea)).toBe(2)
    restoreLines(members.bob, byBob)
    expect(quantityOf(members.bob, tea)).toBe(2)
  })

  test('done twice gives the line back once', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 2))
    const removed = remove(alice)
    restoreLines(alice, removed)
    restoreLines(alice, removed)
    expect(quantityOf(alice, tea)).toBe(2)
  })
})
