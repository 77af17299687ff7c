// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { inkOn, personOf } from '../../popup/parts/people.ts'
import { createText } from '../../ui/text/text.ts'
import { message } from '../ui/catalogue.ts'
import { FakeBackground } from './fake-background.ts'
import { hostileHead, hostileLines } from './gallery/odd-carts.ts'
import { openPage, type Page } from './page.ts'
import { ownDevice } from './sample-cart.ts'

let page: Page | undefined
afterEach(async () => {
  await page?.close()
  page = undefined
})

it('shows what a shop or a member wrote as text, and opens nothing but web addresses', async () => {
  const background = new FakeBackground({ head: hostileHead, lines: hostileLines })
  const [line] = hostileLines
  if (!line) throw new Error('no hostile line')
  background.override('capture', () => ({ kind: 'product', product: line.product, sources: {}, inCart: 0 }))
  page = await openPage(background)
  expect(page.text()).toContain('<img src=x onerror=alert(1)><script>alert(2)</script>')
  const { root } = page
  expect(root.querySelectorAll('script, [onerror], [src=x]')).toHaveLength(0)
  const addresses = [...root.querySelectorAll('[href], [src]')].map(
    element => element.getAttribute('href') ?? element.getAttribute('src') ?? '',
  )
  expect(addresses.filter(address => !/^https?:/.test(address))).toEqual([])
  expect(root.querySelectorAll('li a')).toHaveLength(0)
})

it('takes no colour from a member but a plain one', () => {
  const text = createText({ message, language: 'en' })
  expect(personOf(hostileHead, ownDevice, text).colour).toMatch(/^#[0-9a-f]{6}$/)
})

it('writes on every colour so that it can be read', () => {
  expect(inkOn('#ffffff')).toBe('#000000')
  expect(inkOn('#2f6f4f')).toBe('#ffffff')
  expect(inkOn('#ffee00')).toBe('#000000')
})
