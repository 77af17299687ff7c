import { currenciesLike } from '../../extension/product/currency-symbol.ts'
import { inCurrency, type Money } from '../../extension/product/money.ts'
import type { Product } from '../../extension/product/product.ts'

/** The product with its amounts in the currency that a person chose; without any while nobody chose. */
export function settled(product: Product, currency: string | undefined): Product {
  const { price, listPrice, ...rest } = product
  const now = price && currency && inCurrency(price, currency)
  const before = listPrice && currency && inCurrency(listPrice, currency)
  return { ...rest, ...(now && { price: now }), ...(before && { listPrice: before }) }
}

/** The currencies that an amount may be in, the likeliest first: those with its symbol that have such amounts. */
export function likelyCurrencies(open: Money): readonly string[] {
  return currenciesLike(open.currency).filter(currency => inCurrency(open, currency) !== undefined)
}
