import { expect, test } from 'vitest'
import { tick } from '../../../../extension/cart/operations/bought.ts'
import { editNote } from '../../../../extension/cart/operations/fields.ts'
import {
  addUnits,
  removeLine,
  setQuantity,
  takeUnits,
} from '../../../../extension/cart/operations/quantity.ts'
import { sweep } from '../../../../extension/cart/operations/sweep.ts'
import { deviceArrays, type Replica } from '../../../../extension/cart/replica.ts'
import { add, household, lineOf, meet, tea } from '../support/household.ts'

const aYear = 365 * 24 * 60 * 60 * 1000

function liveEntries({ doc }: Replica): unknown[] {
  return [...deviceArrays(doc).values()].flatMap(array => array.toArray())
}

function nextYear(member: Replica): Replica {
  return { ...member, now: () => aYear }
}

test('what was written of a removed line is swept, a note only when nobody can still add to the line', () => {
  const members = household(({ alice }) => add(alice, tea, 2))
  removeLine(members.alice, tea)
  tick(members.bob, tea)
  editNote(members.bob, tea, 'loose')
  takeUnits(members.carol, tea, 1)
  meet(members)
  expect(liveEntries(members.alice)).toHaveLength(3)
  expect(sweep(members.alice)).toBe(2)
  expect(liveEntries(members.alice)).toEqual([[4, tea, 'loose', expect.any(Number)]])
  expect(sweep(nextYear(members.alice))).toBe(1)
  expect(liveEntries(members.alice)).toEqual([])
  expect(sweep(nextYear(members.alice))).toBe(0)
})

test('a line that was counted down to nothing by two at once is swept', () => {
  const members = household(({ alice }) => add(alice, tea, 2))
  takeUnits(members.alice, tea, 1)
  takeUnits(members.bob, tea, 1)
  meet(members)
  expect(lineOf(members.alice, tea)).toBeUndefined()
  sweep(nextYear(members.alice))
  expect(liveEntries(members.alice)).toEqual([])
})

test('of a line in view only what counts no more is swept', () => {
  const members = household(({ alice, bob }) => {
    add(alice, tea, 1)
    addUnits(alice, tea, 2)
    meet({ alice, bob, carol: bob })
    addUnits(bob, tea, 1)
  })
  takeUnits(members.alice, tea, 2)
  takeUnits(members.bob, tea, 1)
  tick(members.carol, tea)
  setQuantity(members.carol, tea, 3)
  meet(members)
  const before = lineOf(members.alice, tea)
  const swept = sweep(nextYear(members.alice))
  expect(swept).toBeGreaterThan(0)
  expect(lineOf(members.alice, tea)).toEqual(before)
  expect(
    liveEntries(members.alice)
      .map(entry => (Array.isArray(entry) ? entry[0] : entry))
      .sort(),
  ).toEqual([1, 3, 6])
})

test('a set of which nothing is left stays, because a smaller one must not count in its place', () => {
  const members = household(({ alice }) => add(alice, tea, 2))
  setQuantity(members.alice, tea, 5)
  setQuantity(members.bob, tea, 3)
  meet(members)
  takeUnits(members.alice, tea, 3)
  takeUnits(members.bob, tea, 2)
  addUnits(members.carol, tea, 1)
  meet(members)
  expect(lineOf(members.alice, tea)?.quantity).toBe(1)
  sweep(nextYear(members.alice))
  expect(lineOf(members.alice, tea)?.quantity).toBe(1)
})

test('a remove leaves nothing of the line, of whatever kind and in whatever array', () => {
  const members = household(({ alice, bob }) => {
    add(alice, tea, 5)
    takeUnits(alice, tea, 1)
    meet({ alice, bob, carol: bob })
    addUnits(bob, tea, 2)
  })
  const { alice, bob, carol } = members
  setQuantity(alice, tea, 4)
  takeUnits(bob, tea, 1)
  tick(carol, tea)
  editNote(bob, tea, 'loose')
  meet(members)
  const kinds = liveEntries(carol).map(entry => (Array.isArray(entry) ? entry[0] : entry))
  expect(new Set(kinds)).toEqual(new Set([1, 2, 3, 4, 6]))
  removeLine(carol, tea)
  expect(liveEntries(carol)).toEqual([])
})
