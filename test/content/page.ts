import { capture } from '../../content/capture/capture.ts'
import type { Captured } from '../../content/capture/captured.ts'
import type { Product } from '../../extension/product/product.ts'

/** Reads a page of `html` as if it had been opened at `address`. The test runs in happy-dom. */
export function captureHtml(html: string, address = 'https://shop.example/products/green-tea'): Captured {
  return capture(new DOMParser().parseFromString(html, 'text/html'), address)
}

/** The product of such a page; fails when there is none. */
export function productOf(html: string, address?: string): Product {
  const captured = captureHtml(html, address)
  if (captured.kind !== 'product') throw new Error(`No product was read of: ${html.slice(0, 300)}`)
  return captured.product
}

/** A page whose head has `data` as JSON-LD, in one script or, given text, as it stands. */
export function withJsonLd(data: unknown, body = '<h1>Green Tea</h1><button>Add to cart</button>'): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return `<html lang="en"><head><title>Green Tea | Shop</title><script type="application/ld+json">${text}</script></head><body>${body}</body></html>`
}

export const offer = {
  '@type': 'Offer',
  price: '12.50',
  priceCurrency: 'EUR',
  availability: 'https://schema.org/InStock',
}
export const greenTea = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Green Tea',
  offers: offer,
}
