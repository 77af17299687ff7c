import { describe, expect, test } from 'vitest'
import { dismissKept } from '../../../../extension/cart/operations/fields.ts'
import { addUnits, removeLine } from '../../../../extension/cart/operations/quantity.ts'
import { linesWithoutProduct, repair } from '../../../../extension/cart/operations/repair.ts'
import { cartView } from '../../../../extension/cart/view.ts'
import {
  add,
  type Household,
  household,
  knownOf,
  lineOf,
  meet,
  mergedViews,
  productOf,
  sharesOf,
  tea,
} from '../support/household.ts'

function keptTea(): Household {
  const members = household(({ alice }) => add(alice, tea, 2))
  removeLine(members.alice, tea)
  addUnits(members.bob, tea, 1)
  meet(members)
  return members
}

describe('a line in view without a product', () => {
  test('is not shown, but counts', () => {
    const { alice } = keptTea()
    expect(cartView(alice.doc).lines).toEqual([])
    expect([...linesWithoutProduct(alice.doc)]).toEqual([tea])
    addUnits(alice, tea, 1)
    repair(alice, knownOf)
    expect(sharesOf(lineOf(alice, tea))).toEqual({ alice: 1, bob: 1 })
  })

  test('waits for a device that knows the product', () => {
    const members = keptTea()
    expect(repair(members.alice, () => undefined)).toEqual([])
    expect(repair(members.bob, knownOf)).toEqual([tea])
    meet(members)
    expect(lineOf(members.alice, tea)).toMatchObject({ quantity: 1, keptAfterRemove: true })
  })

  test('can be repaired by all at once, and once only by each', () => {
    const members = keptTea()
    for (const member of Object.values(members)) {
      expect(repair(member, knownOf)).toEqual([tea])
      expect(repair(member, knownOf)).toEqual([])
    }
    const [first, ...others] = mergedViews(members)
    for (const other of others) expect(other).toEqual(first)
    expect(first?.lines).toMatchObject([
      { key: tea, quantity: 1, keptAfterRemove: true, product: productOf(tea) },
    ])
    expect(repair(members.alice, knownOf)).toEqual([])
  })

  test('comes back, and says so, when somebody adds the product to it', () => {
    const { alice } = keptTea()
    add(alice, tea, 2)
    expect(lineOf(alice, tea)).toMatchObject({ quantity: 3, keptAfterRemove: true })
  })

  test('goes when it is removed', () => {
    const { alice } = keptTea()
    expect(removeLine(alice, tea)).toBeUndefined()
    expect(linesWithoutProduct(alice.doc).size).toBe(0)
  })
})

test('the notice goes for all once it was read', () => {
  const members = keptTea()
  for (const member of Object.values(members)) repair(member, knownOf)
  meet(members)
  dismissKept(members.carol, tea)
  meet(members)
  for (const member of Object.values(members)) {
    expect(lineOf(member, tea)).toMatchObject({ quantity: 1, keptAfterRemove: false })
  }
})

test('repair leaves whole lines and removed ones alone', () => {
  const { alice, bob } = household(({ alice }) => add(alice, tea, 1))
  expect(repair(bob, knownOf)).toEqual([])
  removeLine(alice, tea)
  expect(repair(alice, knownOf)).toEqual([])
})
