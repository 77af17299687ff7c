// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { capture } from '../../../content/capture/capture.ts'
import { greenTea, withJsonLd } from '../page.ts'

const address = 'https://shop.example/products/green-tea'
const price = '<b class="price">12,50 €</b>'
const huge = withJsonLd(greenTea, `<h1>Green Tea</h1>${price.repeat(3000)}<button>Add to cart</button>`)

/** A clock that every look at moves on by `step` ms, and how often it was looked at. */
function clock(step: number) {
  const state = { looks: 0 }
  return { state, now: () => step * state.looks++ }
}

const read = (html: string, now: () => number) =>
  capture(new DOMParser().parseFromString(html, 'text/html'), address, address, now)

describe('a page that takes too long', () => {
  it('gives what was found until then', () => {
    // Enough for the markup, not for all the prices on the page.
    const { now } = clock(25)
    expect(read(huge, now)).toMatchObject({
      kind: 'product',
      product: { title: 'Green Tea', price: { amount: 1250, currency: 'EUR' } },
    })
  })

  it('looks at the clock all along, and stops soon after the time is up', () => {
    const patient = clock(0)
    read(huge, patient.now)
    expect(patient.state.looks).toBeGreaterThan(40)
    const late = clock(25)
    read(huge, late.now)
    expect(late.state.looks).toBeLessThan(30)
  })

  it('is none when the time was up at once', () => expect(read(huge, clock(1000).now).kind).toBe('none'))
})
