import { describe, expect, test } from 'vitest'
import { CartEntries } from '../../../../extension/cart/cart-entries.ts'
import type { CartLine } from '../../../../extension/cart/cart-view.ts'
import {
  dropCorrection,
  editAvailability,
  editPrice,
  editTitle,
} from '../../../../extension/cart/operations/fields.ts'
import { addUnits, removeLine } from '../../../../extension/cart/operations/quantity.ts'
import { repair } from '../../../../extension/cart/operations/repair.ts'
import { restoreLines } from '../../../../extension/cart/operations/restore.ts'
import { seeProduct } from '../../../../extension/cart/operations/see.ts'
import { sweep } from '../../../../extension/cart/operations/sweep.ts'
import { removedLine } from '../../../../extension/cart/removed-line.ts'
import { deviceArrays, type Replica } from '../../../../extension/cart/replica.ts'
import { mostSightings } from '../../../../extension/cart/sighting.ts'
import type { Product } from '../../../../extension/product/product.ts'
import { add, household, knownOf, lineOf, meet, mergedViews, tea } from '../support/household.ts'

function page(amount: number | undefined, more: Partial<Product> = {}): Product {
  return { title: 'Tea', ...(amount !== undefined && { price: { amount, currency: 'EUR' } }), ...more }
}

function amounts(line: CartLine | undefined): (number | undefined)[] {
  return (line?.history ?? []).map(({ price }) => price?.amount)
}

function seenEntries({ doc }: Replica): number {
  const all = [...deviceArrays(doc).values()].flatMap(array => array.toArray())
  return all.filter(entry => Array.isArray(entry) && entry[0] === 15).length
}

describe('a later look at the page of a line', () => {
  test('refreshes price and stock, and keeps what was', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 1))
    expect(lineOf(alice, tea)).not.toHaveProperty('history')
    expect(seeProduct(alice, tea, page(190, { availability: 'OutOfStock' }))).toBe(true)
    expect(lineOf(alice, tea)?.product).toMatchObject({
      price: { amount: 190, currency: 'EUR' },
      availability: 'OutOfStock',
    })
    expect(amounts(lineOf(alice, tea))).toEqual([250, 190])
  })

  test('that shows the same again writes nothing', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 1))
    expect(seeProduct(alice, tea, page(250))).toBe(false)
    seeProduct(alice, tea, page(250, { availability: 'InStock' }))
    expect(seeProduct(alice, tea, page(250))).toBe(false)
    expect(seenEntries(alice)).toBe(1)
  })

  test('that shows no price any more keeps the last one, and says so in the history', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 1))
    seeProduct(alice, tea, page(undefined))
    expect(lineOf(alice, tea)?.product.price?.amount).toBe(250)
    expect(amounts(lineOf(alice, tea))).toEqual([250, undefined])
  })

  test('brings the first picture, and leaves one that is there', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 1))
    seeProduct(alice, tea, page(250, { image: 'https://shop.example/1.png' }))
    expect(seeProduct(alice, tea, page(250, { image: 'https://shop.example/2.png' }))).toBe(false)
    expect(lineOf(alice, tea)?.product.image).toBe('https://shop.example/1.png')
    expect(lineOf(alice, tea)).not.toHaveProperty('history')
  })

  test('never overwrites what a member corrected, and stands beside it', () => {
    const { alice } = household(({ alice }) => {
      add(alice, tea, 1)
      editPrice(alice, tea, { amount: 99, currency: 'EUR' })
      editTitle(alice, tea, 'Green tea')
      editAvailability(alice, tea, 'InStock')
    })
    seeProduct(alice, tea, page(300, { availability: 'OutOfStock' }))
    const line = lineOf(alice, tea)
    expect(line?.product).toMatchObject({
      title: 'Green tea',
      price: { amount: 99, currency: 'EUR' },
      availability: 'InStock',
    })
    expect(line?.corrections?.price).toMatchObject({ value: { amount: 99, currency: 'EUR' } })
    expect(amounts(line)).toEqual([250, 300])
  })

  test('of a line that is gone does nothing', () => {
    const { alice } = household(({ alice }) => add(alice, tea, 1))
    removeLine(alice, tea)
    expect(seeProduct(alice, tea, page(190))).toBe(false)
    expect(seenEntries(alice)).toBe(0)
  })

  test('by two at once is seen once where they saw the same, and both times where not', () => {
    const members = household(({ alice }) => add(alice, tea, 1))
    seeProduct(members.alice, tea, page(190))
    seeProduct(members.bob, tea, page(190))
    seeProduct(members.carol, tea, page(180))
    const [first, ...others] = mergedViews(members)
    for (const other of others) expect(other).toEqual(first)
    expect(amounts(first?.lines[0])).toEqual([250, 190, 180])
  })

  test('keeps the newest sightings, however many were made at once, and what was read at first', () => {
    const members = household(({ alice }) => add(alice, tea, 1))
    for (let n = 1; n <= 20; n++) {
      seeProduct(members.alice, tea, page(1000 + n))
      seeProduct(members.bob, tea, page(2000 + n))
    }
    meet(members)
    expect(seenEntries(members.carol)).toBe(40)
    const before = lineOf(members.carol, tea)
    expect(before?.history).toHaveLength(mostSightings + 1)
    expect(amounts(before)[0]).toBe(250)
    sweep(members.carol)
    expect(seenEntries(members.carol)).toBe(mostSightings)
    expect(lineOf(members.carol, tea)).toEqual(before)
    seeProduct(members.carol, tea, page(3000))
    expect(seenEntries(members.carol)).toBe(mostSightings)
  })
})

describe('history and corrections come back', () => {
  function corrected({ alice }: { readonly alice: Replica }): void {
    add(alice, tea, 1)
    editPrice(alice, tea, { amount: 99, currency: 'EUR' })
    seeProduct(alice, tea, page(190))
  }

  test('with undo of a remove, so that the next look still does not overwrite them', () => {
    const { alice } = household(corrected)
    const before = lineOf(alice, tea)
    const removed = removeLine(alice, tea)
    restoreLines(alice, removed ? [removed] : [])
    const after = lineOf(alice, tea)
    expect(after?.product).toEqual(before?.product)
    expect(after?.history).toEqual(before?.history)
    seeProduct(alice, tea, page(500))
    expect(lineOf(alice, tea)?.product.price?.amount).toBe(99)
    expect(amounts(lineOf(alice, tea))).toEqual([250, 190, 500])
  })

  test('with undo and with a repair, so that taking a correction back still shows what the page said', () => {
    const members = household(corrected)
    editTitle(members.alice, tea, 'Green tea')
    const title = lineOf(members.alice, tea)?.said?.title
    const removed = removeLine(members.alice, tea)
    restoreLines(members.alice, removed ? [removed] : [])
    meet(members)
    const known = removedLine(tea, observed(members.alice))
    removeLine(members.alice, tea)
    addUnits(members.bob, tea, 1)
    meet(members)
    repair(members.carol, () => known)
    expect(lineOf(members.carol, tea)?.product.title).toBe('Green tea')
    dropCorrection(members.carol, tea, 'title')
    dropCorrection(members.carol, tea, 'price')
    expect(title).toBeDefined()
    expect(lineOf(members.carol, tea)?.product).toMatchObject({ title, price: { amount: 190 } })
    expect(lineOf(members.carol, tea)?.said).toBeUndefined()
  })

  test('with a repair, and what was seen meanwhile is newer than what it remembers', () => {
    const members = household(corrected)
    const known = removedLine(tea, observed(members.alice))
    removeLine(members.alice, tea)
    addUnits(members.bob, tea, 1)
    seeProduct(members.bob, tea, page(170))
    meet(members)
    for (const member of Object.values(members)) repair(member, () => known)
    const [first, ...others] = mergedViews(members)
    for (const other of others) expect(other).toEqual(first)
    expect(first?.lines[0]?.product.price?.amount).toBe(99)
    expect(amounts(first?.lines[0])).toEqual([250, 190, 170])
  })

  test('without any, a repair shows the price that was seen meanwhile', () => {
    const members = household(({ alice }) => add(alice, tea, 1))
    removeLine(members.alice, tea)
    addUnits(members.bob, tea, 1)
    seeProduct(members.bob, tea, page(170))
    meet(members)
    for (const member of Object.values(members)) repair(member, knownOf)
    expect(mergedViews(members)[0]?.lines[0]?.product.price?.amount).toBe(170)
  })
})

function observed({ doc }: Replica) {
  return CartEntries.of(doc).line(tea)
}
