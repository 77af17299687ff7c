import { describe, expect, it } from 'vitest'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import type { DatedSighting } from '../../extension/cart/sighting.ts'
import { changesOf } from '../../popup/cart/line-changes.ts'
import { benDevice, greenTea, lineOf } from './sample-cart.ts'

const day = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 5, 1)

type Stock = DatedSighting['availability']

/** What the page said so many days ago. */
function seen(days: number, cents: number | null, stock?: Stock, currency = 'EUR'): DatedSighting {
  const price = cents === null ? null : { amount: cents, currency }
  return { price, ...(stock && { availability: stock }), at: now - days * day }
}

function changes(history: readonly DatedSighting[], more: Partial<CartLine> = {}) {
  const availability = history.at(-1)?.availability
  const product = { ...greenTea, ...(availability && { availability }) }
  return changesOf(lineOf(product, { history, ...more }), now)
}

const euros = (amount: number) => ({ amount, currency: 'EUR' })

describe('a price', () => {
  it('that never changed is no news', () => {
    expect(changesOf(lineOf(greenTea), now)).toEqual([])
    expect(changes([seen(9, 1290), seen(3, 1290, 'InStock')])).toEqual([])
  })

  it('is compared with the one before the last change', () => {
    expect(changes([seen(9, 1290), seen(3, 990)])).toEqual([
      { kind: 'fall', before: euros(1290), at: now - 3 * day },
    ])
    expect(changes([seen(9, 1290), seen(5, 790), seen(3, 990)])).toEqual([
      { kind: 'rise', before: euros(790), at: now - 3 * day },
    ])
  })

  it('is news from when it was first seen, whatever else changed since', () => {
    const history = [seen(30, 1290), seen(20, 990), seen(2, 990, 'InStock')]
    expect(changes(history)).toEqual([])
  })

  it('is no news after two weeks', () => {
    expect(changes([seen(40, 1290), seen(13, 990)])).toHaveLength(1)
    expect(changes([seen(40, 1290), seen(15, 990)])).toEqual([])
  })

  it('that was gone for a while is compared with what it was', () => {
    expect(changes([seen(9, 1290), seen(5, null), seen(3, 1490)])).toMatchObject([
      { kind: 'rise', before: euros(1290) },
    ])
  })

  it('of another currency cannot be compared', () => {
    expect(changes([seen(9, 1290), seen(3, 990, undefined, 'USD')])).toEqual([])
  })

  it('that a member corrected is not the page’s', () => {
    const price = { value: euros(500), at: now, device: benDevice }
    expect(changes([seen(9, 1290), seen(3, 990)], { corrections: { price } })).toEqual([])
  })

  it('that is gone is said as long as it is', () => {
    expect(changes([seen(90, 1290), seen(60, null), seen(50, null, 'InStock')])).toEqual([
      { kind: 'no-price', at: now - 60 * day },
    ])
    expect(changes([seen(90, null), seen(60, null, 'InStock')])).toEqual([])
  })
})

describe('the stock', () => {
  it('that ended is said as long as it lasts', () => {
    expect(changes([seen(90, 1290, 'InStock'), seen(60, 1290, 'OutOfStock')])).toEqual([
      { kind: 'sold-out', at: now - 60 * day },
    ])
  })

  it('that never was is said without "now"', () => {
    expect(changes([seen(3, 1290, 'OutOfStock')])).toEqual([{ kind: 'sold-out' }])
  })

  it('that is back is news for two weeks', () => {
    const back = (days: number) => changes([seen(60, 1290, 'OutOfStock'), seen(days, 1290, 'InStock')])
    expect(back(3)).toEqual([{ kind: 'in-stock', at: now - 3 * day }])
    expect(back(15)).toEqual([])
    expect(changes([seen(9, 1290), seen(3, 1290, 'InStock')])).toEqual([])
  })

  it('is what a member says where one corrected it', () => {
    const availability = { value: 'OutOfStock' as const, at: now, device: benDevice }
    const line = lineOf({ ...greenTea, availability: 'OutOfStock' }, { corrections: { availability } })
    expect(changesOf(line, now)).toEqual([{ kind: 'sold-out' }])
  })
})

it('says both what the price did and what the stock did', () => {
  const both = changes([seen(9, 1290, 'InStock'), seen(3, 990, 'OutOfStock')])
  expect(both.map(({ kind }) => kind)).toEqual(['fall', 'sold-out'])
})

it('says nothing of what is all in the basket', () => {
  const history = [seen(9, 1290), seen(3, 990, 'OutOfStock')]
  expect(changes(history, { quantity: 2, bought: 2 })).toEqual([])
  expect(changes(history, { quantity: 2, bought: 1 })).toHaveLength(2)
})
