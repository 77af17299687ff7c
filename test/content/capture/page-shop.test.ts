// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { capture } from '../../../content/capture/capture.ts'

function shopOf(title: string, header: string): string | undefined {
  document.documentElement.innerHTML = `<head><title>${title}</title></head><body>${header}
    <h1>Green Tea</h1><p class="price">€5.00</p><button>Add to cart</button></body>`
  const captured = capture(document, 'https://www.leaf.example/green-tea')
  return captured.kind === 'product' ? captured.product.shop?.name : undefined
}

test('the part of the title that the link to the front page also carries is the shop', () => {
  expect(shopOf('Green Tea | Leaf and Co.', '<a href="/">Leaf and Co.</a>')).toBe('Leaf and Co.')
  expect(shopOf('Green Tea – Leaf and Co.', '<a href="/"><img alt="Leaf and Co."></a>')).toBe('Leaf and Co.')
})

test('a slogan, or a link to another page, is not', () => {
  const host = shopOf('Green Tea | Free delivery', '<a href="/">Leaf and Co.</a>')
  expect(host).not.toMatch(/delivery|Leaf and/)
  expect(shopOf('Green Tea | Teas', '<a href="/teas">Teas</a>')).toBe(host)
})
