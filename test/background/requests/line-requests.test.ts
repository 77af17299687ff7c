import { describe, expect, test, vi } from 'vitest'
import { lineRequests } from '../../../background/requests/line-requests.ts'
import { addProduct } from '../../../extension/cart/operations/add.ts'
import { seeProduct } from '../../../extension/cart/operations/see.ts'
import { fakeStorage } from '../../support/fake-storage.ts'
import { cartsInMemory } from './carts-in-memory.ts'

const storage = vi.hoisted(() => ({ current: undefined as unknown }))
vi.mock('webextension-polyfill', () => ({
  default: {
    get storage() {
      return storage.current
    },
  },
}))

const tea = 'tea-tea-tea-tea-tea-te'

async function setUp() {
  storage.current = fakeStorage()
  const carts = await cartsInMemory()
  await carts.chosen().change(replica => addProduct(replica, tea, 3, { title: 'Tea' }))
  return { carts, requests: lineRequests(carts) }
}

describe('undo', () => {
  test('puts a line back into the cart it was removed from, whichever is chosen by then', async () => {
    const { carts, requests } = await setUp()
    const home = carts.chosen()
    const removal = await requests.remove({ key: tea })
    expect(removal).toMatchObject({ cart: home.id, removed: [{ key: tea, quantity: 3 }] })
    const joined = await carts.join({ secret: new Uint8Array(32), relays: [] }, 'Ada')
    expect(carts.chosen().id).toBe(joined)
    // Joining forgets an empty cart that was never shared, and with it what was removed from it.
    await expect(requests.undo(removal)).rejects.toMatchObject({ code: 'cart-gone' })
    expect(carts.chosen().index.keys()).toEqual([])
  })

  test('the same with a cart that is still here', async () => {
    const { carts, requests } = await setUp()
    const home = carts.chosen()
    await home.change(replica => addProduct(replica, 'nuts-nuts-nuts-nuts-nu', 1, { title: 'Nuts' }))
    const removal = await requests.changeQuantity({ key: tea, by: -3 })
    await carts.join({ secret: new Uint8Array(32), relays: [] }, 'Ada')
    await requests.undo(removal)
    expect(home.index.line(tea)?.quantity).toBe(3)
    expect(carts.chosen().index.keys()).toEqual([])
  })
})

test('a correction that is taken back leaves what the page says, also what it says from then on', async () => {
  const { carts, requests } = await setUp()
  const price = (amount: number) => ({ amount, currency: 'EUR' })
  const shown = () => carts.chosen().index.line(tea)
  await carts.chosen().change(replica => seeProduct(replica, tea, { title: 'Tea', price: price(1290) }))
  await requests.edit({ key: tea, edit: { field: 'price', value: price(990) } })
  await requests.edit({ key: tea, edit: { field: 'title', value: 'Green tea' } })
  await requests.edit({ key: tea, edit: { field: 'asRead', value: 'price' } })
  expect(shown()?.product).toEqual({ title: 'Green tea', price: price(1290) })
  expect(Object.keys(shown()?.corrections ?? {})).toEqual(['title'])
  await carts.chosen().change(replica => seeProduct(replica, tea, { title: 'Tea', price: price(1390) }))
  expect(shown()?.product.price).toEqual(price(1390))
})
