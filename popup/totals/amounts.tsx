import type { JSX } from 'preact'
import type { Money } from '../../extension/product/money.ts'
import { usePopup } from '../popup-context.ts'

/** Amounts of several currencies side by side: they are never added. */
export function Amounts({ amounts }: { readonly amounts: readonly Money[] }): JSX.Element {
  const { text } = usePopup()
  return (
    <span class="amounts">
      {amounts.map((amount, at) => (
        <span key={amount.currency} class="amount">
          {at > 0 && <span class="amount-plus">+ </span>}
          <bdi>{text.money(amount)}</bdi>
        </span>
      ))}
    </span>
  )
}
