import { expect, it } from 'vitest'
import { createCartLink } from '../../extension/invite/cart-link.ts'
import { linkState } from '../../guest/link-state.ts'

const page = 'https://guest.example/'
const secret = new Uint8Array(32).fill(9)

it('takes a link without relays, the shortest there is, for whole', async () => {
  const { hash } = new URL(await createCartLink({ secret, relays: [] }, page))
  expect(linkState(hash)).toBe('whole')
  expect(linkState(hash.slice(0, -1))).toBe('incomplete')
})

it('tells an address without a link', () => {
  expect(linkState('')).toBe('missing')
  expect(linkState('#')).toBe('missing')
})
