import type { CartLine, LineKey } from '../../extension/cart/cart-view.ts'
import { addProduct } from '../../extension/cart/operations/add.ts'
import { seeProduct } from '../../extension/cart/operations/see.ts'
import { lineKey, randomLineKey } from '../../extension/product/identity.ts'
import type { Product } from '../../extension/product/product.ts'
import { type CapturedProduct, captureTab } from '../capture/capture-tab.ts'
import { settleCurrency } from '../capture/settle-currency.ts'
import type { Carts } from '../carts/carts.ts'
import type { OpenCart } from '../carts/open-cart.ts'
import { applyEdit } from './apply-edit.ts'
import type { Handlers } from './handlers.ts'

/** A product typed by hand has no shop, and is a line of its own each time. */
function keyOf(product: Product): Promise<LineKey> {
  return product.shop ? lineKey(product) : Promise.resolve(randomLineKey())
}

function* linesOf({ index }: OpenCart): Generator<CartLine, void, undefined> {
  for (const key of index.keys()) {
    const line = index.line(key)
    if (line) yield line
  }
}

/** Refreshes the line with what its page says now. Nobody asked for it: if it is not saved yet, the status says so. */
function see(cart: OpenCart, key: LineKey, { product, openCurrency }: CapturedProduct): void {
  if (openCurrency) return
  cart
    .change(replica => seeProduct(replica, key, product))
    .catch(error => console.error('What the page says now is not saved yet:', error))
}

/** Reading a page and adding what it shows. */
export function productRequests(carts: Carts): Pick<Handlers, 'capture' | 'add'> {
  return {
    async capture({ tab }) {
      const captured = await captureTab(tab)
      if (captured.kind !== 'product') return captured
      const key = await keyOf(captured.product)
      const cart = carts.chosen()
      const settled = settleCurrency(captured, cart.index.line(key), linesOf(cart))
      see(cart, key, settled)
      const line = cart.index.line(key)
      return { ...settled, ...(line && { line: key }), inCart: line?.quantity ?? 0 }
    },
    async add({ product, quantity, edits = [] }) {
      const key = await keyOf(product)
      const cart = carts.chosen()
      await cart.change(replica =>
        replica.doc.transact(() => {
          addProduct(replica, key, quantity, product)
          for (const edit of edits) applyEdit(replica, key, edit)
        }),
      )
      return { key, quantity: cart.index.line(key)?.quantity ?? quantity }
    },
  }
}
