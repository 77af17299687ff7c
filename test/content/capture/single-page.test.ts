// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { capture } from '../../../content/capture/capture.ts'
import { greenTea, offer } from '../page.ts'

/** A single-page shop that was opened at green tea and shows a mug now; the markup and the title are still the tea's. */
const moved = `<html lang="de"><head><title>Green Tea</title><link rel="canonical" href="https://shop.example/products/green-tea">
  <meta property="og:title" content="Green Tea"><meta property="og:type" content="product"><meta property="og:image" content="https://img.example/tea.jpg">
  <script type="application/ld+json">${JSON.stringify({ ...greenTea, sku: 'TEA', offers: offer })}</script></head>
  <body><main class="product-detail"><h1>Blue Mug</h1><img alt="Blue Mug" src="https://img.example/mug.jpg"><p class="price">8,00 €</p><button>In den Warenkorb</button></main></body></html>`
const opened = 'https://shop.example/products/green-tea'

const read = (html: string, address: string, openedAt?: string) =>
  capture(new DOMParser().parseFromString(html, 'text/html'), address, openedAt)

describe('after in-page navigation', () => {
  it('what is on screen counts, not the markup of the page that was opened', () => {
    const captured = read(moved, 'https://shop.example/products/blue-mug', opened)
    expect(captured).toMatchObject({
      product: {
        title: 'Blue Mug',
        price: { amount: 800, currency: 'EUR' },
        image: 'https://img.example/mug.jpg',
        url: 'https://shop.example/products/blue-mug',
      },
    })
    expect(captured).not.toHaveProperty('product.sku')
  })
  it('markup that was changed with the page is read', () => {
    const html = moved.replaceAll('Green Tea', 'Blue Mug').replaceAll('green-tea', 'blue-mug')
    expect(read(html, 'https://shop.example/products/blue-mug', opened)).toMatchObject({
      product: { title: 'Blue Mug', sku: 'TEA', url: 'https://shop.example/products/blue-mug' },
    })
  })
  it('a product that was left for a list is none', () => {
    const list = moved.replace(/<main.*<\/main>/s, '<h1>All mugs</h1><p>Many.</p>')
    expect(read(list, 'https://shop.example/collections/mugs', opened).kind).toBe('none')
  })
})

describe('without it', () => {
  it('an address that only got a variant is the same page', () => {
    const here = moved.replaceAll('Blue Mug', 'Green Tea')
    expect(read(here, `${opened}?size=L`, opened)).toMatchObject({
      product: { sku: 'TEA', url: `${opened}?size=L` },
    })
  })
})
