import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { OpenCart } from '../../../background/carts/open-cart.ts'
import { createSweeping } from '../../../background/carts/sweeping.ts'
import { addProduct } from '../../../extension/cart/operations/add.ts'
import { addUnits } from '../../../extension/cart/operations/quantity.ts'
import type { Replica } from '../../../extension/cart/replica.ts'
import { fakeStorage } from '../../support/fake-storage.ts'

const storage = vi.hoisted(() => ({ current: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return storage.current
    },
  },
}))

const tea = 'tea-tea-tea-tea-tea-te'
const day = 24 * 60 * 60 * 1000

/** A cart with one dead entry: units of a line whose product was never here, taken off by nobody, and gone. */
function cartWithDeadEntry() {
  const replica: Replica = { doc: new Y.Doc(), device: 'device-a', now: () => 0 }
  addProduct(replica, tea, 1, { title: 'Tea' })
  addUnits(replica, tea, 1)
  const array = replica.doc.getArray('d:device-a')
  array.push([[2, tea, 12345, 1]])
  const cart = {
    id: 'cart',
    change: async (operation: (r: Replica) => unknown) => operation(replica),
  } as unknown as OpenCart
  return { cart, size: () => array.length }
}

describe('sweeping', () => {
  test('takes out what can never count again, once a week, also across restarts', async () => {
    storage.current = fakeStorage()
    const { cart, size } = cartWithDeadEntry()
    let now = 100 * day
    const sweeping = createSweeping(() => now)
    await sweeping.synced(cart)
    expect(size()).toBe(3)

    const { cart: again, size: sizeAgain } = cartWithDeadEntry()
    now += 6 * day
    await createSweeping(() => now).synced(again)
    expect(sizeAgain()).toBe(4)
    now += day
    await createSweeping(() => now).synced(again)
    expect(sizeAgain()).toBe(3)
  })
})
