import type { CartLine } from '../../extension/cart/cart-view.ts'
import { currenciesLike } from '../../extension/product/currency-symbol.ts'
import { inCurrency } from '../../extension/product/money.ts'
import type { Product } from '../../extension/product/product.ts'
import type { CapturedProduct } from './capture-tab.ts'

/**
 * Settles which currency a shared symbol means where the cart knows: the line of the very product, else another line of
 * the same shop, has one of those it may mean, because a person said so or another page did. Else it stays open.
 */
export function settleCurrency(
  captured: CapturedProduct,
  line: CartLine | undefined,
  lines: Iterable<CartLine>,
): CapturedProduct {
  const { openCurrency, ...rest } = captured
  const price = captured.product.price
  if (!openCurrency || !price) return captured
  const choices = currenciesLike(price.currency)
  const known = [...knownCurrencies(captured.product, line, lines)].find(currency =>
    choices.includes(currency),
  )
  return known ? { ...rest, product: pricedIn(captured.product, known) } : captured
}

function* knownCurrencies(
  { shop }: Product,
  line: CartLine | undefined,
  lines: Iterable<CartLine>,
): Generator<string, void, undefined> {
  if (line?.product.price) yield line.product.price.currency
  for (const { product } of lines) {
    if (product.shop?.domain === shop?.domain && product.price) yield product.price.currency
  }
}

/** The same amounts of another currency. */
function pricedIn({ price, listPrice, ...rest }: Product, currency: string): Product {
  const now = price && inCurrency(price, currency)
  const before = listPrice && inCurrency(listPrice, currency)
  return { ...rest, ...(now && { price: now }), ...(before && { listPrice: before }) }
}

/** The product without a price whose currency nobody has told yet: where nobody can be asked, none is guessed. */
export function withoutOpenPrice({ product, openCurrency }: CapturedProduct): Product {
  if (!openCurrency) return product
  const { price: _price, listPrice: _listPrice, ...rest } = product
  return rest
}
