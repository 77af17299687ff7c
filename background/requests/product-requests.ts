import type { LineKey } from '../../extension/cart/cart-view.ts'
import { addProduct } from '../../extension/cart/operations/add.ts'
import { lineKey, randomLineKey } from '../../extension/product/identity.ts'
import type { Product } from '../../extension/product/product.ts'
import { captureTab } from '../capture/capture-tab.ts'
import type { Carts } from '../carts/carts.ts'
import type { Handlers } from './handlers.ts'

/** A product typed by hand has no shop, and is a line of its own each time. */
function keyOf(product: Product): Promise<LineKey> {
  return product.shop ? lineKey(product) : Promise.resolve(randomLineKey())
}

/** Reading a page and adding what it shows. */
export function productRequests(carts: Carts): Pick<Handlers, 'capture' | 'add'> {
  return {
    async capture({ tab }) {
      const captured = await captureTab(tab)
      if (captured.kind !== 'product') return captured
      const line = carts.chosen().index.line(await keyOf(captured.product))
      return { ...captured, inCart: line?.quantity ?? 0 }
    },
    async add({ product, quantity }) {
      const key = await keyOf(product)
      const cart = carts.chosen()
      await cart.change(replica => addProduct(replica, key, quantity, product))
      return { key, quantity: cart.index.line(key)?.quantity ?? quantity }
    },
  }
}
