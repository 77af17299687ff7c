import { expect, it } from 'vitest'
import { createCartLink } from '../../extension/invite/cart-link.ts'
import { linkState } from '../../guest/link-state.ts'

const secret = new Uint8Array(32).fill(9)
const relays = ['wss://relay-one.example', 'wss://relay-two.example']

async function hashOf(more: readonly string[] = relays): Promise<string> {
  return new URL(await createCartLink({ secret, relays: more }, 'https://guest.example/')).hash
}

it('takes a link as it was made for whole, with relays and without', async () => {
  expect(await linkState(await hashOf())).toBe('whole')
  expect(await linkState(await hashOf([]))).toBe('whole')
})

it('tells a link that was cut anywhere', async () => {
  const hash = await hashOf()
  for (let length = 2; length < hash.length; length++) {
    expect([length, await linkState(hash.slice(0, length))]).toEqual([length, 'incomplete'])
  }
})

it('tells a link of which any character was changed', async () => {
  const hash = await hashOf()
  // From the first character after the marker, the format's version and the length.
  for (let at = 9; at < hash.length; at++) {
    const other = hash[at] === 'A' ? 'B' : 'A'
    const changed = `${hash.slice(0, at)}${other}${hash.slice(at + 1)}`
    expect([at, await linkState(changed)]).toEqual([at, 'damaged'])
  }
  expect(await linkState(`${hash}AAAA`)).toBe('damaged')
})

it('tells an address without a link', async () => {
  for (const hash of ['', '#', '#top', '#AAAA']) expect(await linkState(hash)).toBe('missing')
})
