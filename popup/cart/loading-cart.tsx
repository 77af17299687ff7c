import type { JSX } from 'preact'
import { usePopup } from '../popup-context.ts'

/** Shown for the moment until the cart is read from the disk. */
export function LoadingCart(): JSX.Element {
  const { text } = usePopup()
  return (
    <section class="cart" aria-label={text('cart_label')} aria-busy="true">
      <p class="spoken">{text('cart_loading')}</p>
      <ul class="lines" aria-hidden="true">
        {[0, 1, 2].map(at => (
          <li key={at} class="line line-loading">
            <span class="bone bone-tick" />
            <span class="bone bone-picture" />
            <div class="line-body">
              <span class="bone bone-title" />
              <span class="bone bone-line" />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
