import { expect, test } from 'vitest'
import type { NetworkStatus } from '../../../background/network/protocol.ts'
import { savedState } from '../../../background/views/listed-carts.ts'

const status: NetworkStatus = { relays: [], peers: [], savedOn: 0, waiting: 0 }

/** What of all carts is looked at for one that is `shared` and, if so, not on disk. */
function cartsWith(shared: boolean, unsaved = false): Parameters<typeof savedState>[0] {
  return {
    cart: () => ({ unsaved: () => (unsaved ? 'full' : undefined) }),
    isShared: () => shared,
  }
}

test.each<[string, boolean, NetworkStatus | undefined, string]>([
  ['is not shared', false, undefined, 'local'],
  ['the network has not spoken of', true, undefined, 'unknown'],
  ['no relay has given anything back of', true, status, 'unknown'],
  ['a relay has', true, { ...status, savedOn: 1, savedAt: 5 }, 'saved'],
  ['has changes no relay has', true, { ...status, savedOn: 1, savedAt: 5, waiting: 1 }, 'waiting'],
  ['relays refuse', true, { ...status, waiting: 1, problem: 'refused' }, 'failing'],
])('a cart that %s', (_, shared, known, saved) => {
  expect(savedState(cartsWith(shared), 'cart', known)).toBe(saved)
})

test('a cart that is not on disk is failing, whatever relays have', () => {
  expect(savedState(cartsWith(true, true), 'cart', { ...status, savedOn: 3, savedAt: 1 })).toBe('failing')
  expect(savedState(cartsWith(false, true), 'cart', undefined)).toBe('failing')
})
