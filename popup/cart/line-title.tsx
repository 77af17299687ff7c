import type { JSX } from 'preact'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { totalsOf } from '../../extension/cart/totals.ts'
import type { Product } from '../../extension/product/product.ts'
import { webAddress } from '../parts/web-address.ts'
import { usePopup } from '../popup-context.ts'

/** What it is, what it costs, and how much of it is already bought. */
export function LineTitle({ line }: { readonly line: CartLine }): JSX.Element {
  const { text } = usePopup()
  const { product, quantity, bought } = line
  const [total] = totalsOf([line]).amounts
  return (
    <>
      <div class="line-top">
        <p class="line-title" dir="auto">
          <TitleLink product={product} />
        </p>
        <p class="line-price">
          {total ? (
            <bdi>{text.money(total)}</bdi>
          ) : (
            <span class="line-unpriced">{text('line_no_price')}</span>
          )}
        </p>
      </div>
      <div class="line-sub">
        {product.variant && (
          <span class="line-variant" dir="auto">
            {product.variant}
          </span>
        )}
        {bought > 0 && bought < quantity && (
          <span class="line-part">
            {text('line_bought_part', text.number(bought), text.number(quantity))}
          </span>
        )}
        {product.price && quantity > 1 && (
          <span class="line-each">{text('line_each', text.money(product.price))}</span>
        )}
      </div>
    </>
  )
}

function TitleLink({ product }: { readonly product: Product }): JSX.Element {
  const { text } = usePopup()
  const address = webAddress(product.url)
  if (!address) return <span>{product.title}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" title={text('line_open', product.title)}>
      {product.title}
    </a>
  )
}
