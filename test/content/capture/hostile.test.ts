// @vitest-environment happy-dom
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { capture } from '../../../content/capture/capture.ts'
import { hostileShop } from '../../../demo/shop/pages/hostile.ts'
import { productSchema } from '../../../extension/product/product.ts'
import { captureHtml, greenTea, productOf, withJsonLd } from '../page.ts'

const asked = { origin: 'http://hostile.localhost', parameters: new URLSearchParams() }
const hostile = (page: string) => hostileShop.pages[page]?.(asked) ?? ''

describe('the hostile page', () => {
  it('gives its title as text, and nothing else that it says', () => {
    const product = productOf(hostile('hostile'), 'http://hostile.localhost/hostile')
    expect(product.title).toContain('<img src=x onerror=')
    expect(['\u0000', '\u202e'].some(character => product.title.includes(character))).toBe(false)
    expect(product).not.toHaveProperty('price')
    expect(product).not.toHaveProperty('image')
    expect(product).not.toHaveProperty('gtin')
    expect(product.url).toBe('http://hostile.localhost/hostile')
    expect(v.safeParse(productSchema, product).success).toBe(true)
  })

  it('is none where nothing usable is left', () => {
    expect(captureHtml(hostile('unusable'), 'http://hostile.localhost/unusable').kind).toBe('none')
  })

  it('is left as it was', () => {
    const page = new DOMParser().parseFromString(hostile('hostile'), 'text/html')
    const before = page.documentElement.outerHTML
    capture(page, 'http://hostile.localhost/hostile')
    expect(page.documentElement.outerHTML).toBe(before)
  })
})

describe('values that cannot be', () => {
  it.each(['1e308', '-5', 'NaN', '∞', '9'.repeat(40), '', null, true, {}, [[]]])(
    'a price of %j is none',
    price => {
      expect(
        productOf(withJsonLd({ ...greenTea, offers: { price, priceCurrency: 'EUR' } })).price,
      ).toBeUndefined()
    },
  )
  it.each(['javascript:alert(1)', 'data:image/png;base64,AA', 'file:///x', 'blob:x', 7, {}])(
    'a picture at %j is none',
    image => {
      expect(productOf(withJsonLd({ ...greenTea, image })).image).toBeUndefined()
    },
  )
  it('texts are clipped to the limit', () => {
    const { title, brand } = productOf(
      withJsonLd(
        { ...greenTea, brand: `x ${'y'.repeat(9000)}` },
        `<h1>${'z'.repeat(9000)}</h1><button>Add to cart</button>`,
      ),
    )
    expect(title.length).toBeLessThanOrEqual(500)
    expect(brand).toHaveLength(500)
  })
  it('things that contain themselves by reference end', () => {
    const data = {
      '@graph': [
        { ...greenTea, '@id': '#a', offers: { '@id': '#b' }, hasVariant: { '@id': '#a' } },
        { '@id': '#b', '@type': 'AggregateOffer', offers: { '@id': '#b' } },
      ],
    }
    expect(productOf(withJsonLd(data)).title).toBe('Green Tea')
  })
})
