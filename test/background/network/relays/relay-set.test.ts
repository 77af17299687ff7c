import { expect, test } from 'vitest'
import { cartSigner } from '../../../../background/network/cart-signer.ts'
import { RelaySet } from '../../../../background/network/relays/relay-set.ts'
import { limits } from '../../../../extension/limits.ts'
import { environment } from '../members.ts'

test('an address that is too long, also by how it is written in the end, is not used and told cut off', () => {
  const set = new RelaySet({
    urls: [`nonsense ${'x'.repeat(10_000)}`, `ws://127.0.0.1:1/${'ü'.repeat(1_000)}`],
    environment,
    signer: cartSigner(new Uint8Array(32).fill(5)),
    subscribers: [],
    onStatus: () => {},
  })
  expect(set.statuses.map(({ state }) => state)).toEqual(['failed', 'failed'])
  expect(set.statuses.map(({ url }) => url.length)).toEqual([limits.url, 1_017])
  set.close()
})
