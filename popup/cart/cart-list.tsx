import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { CartLine } from '../../extension/cart/cart-view.ts'
import { groupByShop, type ShopGroup } from '../../extension/cart/totals.ts'
import { usePopup } from '../popup-context.ts'
import { Amounts } from '../totals/amounts.tsx'
import { CartLineRow } from './cart-line-row.tsx'
import { EmptyCart } from './empty-cart.tsx'
import { LoadingCart } from './loading-cart.tsx'

// More lines than a person looks through at once would only make the popup slow to open.
const linesAtFirst = 100

/** The lines of the cart, grouped by shop. */
export function CartList(): JSX.Element {
  const { text, cart } = usePopup()
  const head = cart.head.value
  const lines = cart.lines.value
  const [all, showAll] = useShowAll()
  const groups = useMemo(() => shownGroups(lines, all), [lines, all])
  if (!head) return <LoadingCart />
  return (
    <section class="cart" aria-label={text('cart_label')}>
      {lines.length === 0 && <EmptyCart />}
      {groups.map(group => (
        // With the cart's id: nothing that a line shows or holds may outlast a switch to another cart.
        <Group key={`${head.id} ${group.shop?.domain ?? ''}`} group={group} />
      ))}
      {!all && lines.length > linesAtFirst && (
        <button type="button" class="button-soft show-all" onClick={showAll}>
          {text('cart_show_all', text.number(lines.length))}
        </button>
      )}
      {head.skipped > 0 && <p class="skipped">{text.plural('skipped', head.skipped)}</p>}
    </section>
  )
}

/** Each shop's lines that are shown, with the totals of all that it has; the newest lines are shown first. */
function shownGroups(lines: readonly CartLine[], all: boolean): readonly ShopGroup[] {
  const groups = groupByShop(lines)
  if (all || lines.length <= linesAtFirst) return groups
  const shown = new Set(lines.slice(0, linesAtFirst))
  return groups
    .map(group => ({ ...group, lines: group.lines.filter(line => shown.has(line)) }))
    .filter(group => group.lines.length > 0)
}

/** All lines of a cart are shown when asked for, and when the line to be shown to the person is a later one. */
function useShowAll(): [boolean, () => void] {
  const { cart, flashed, awaited, awaitLine } = usePopup()
  const id = cart.id.value
  const [allOf, setAllOf] = useState<string>()
  const hidden = cart.lines.value.slice(linesAtFirst)
  const wanted = hidden.some(({ key }) => key === flashed.value || key === awaited.value)
  useEffect(() => {
    if (wanted) setAllOf(id)
  }, [wanted, id])
  const showAll = (): void => {
    // The button goes: the first line that it brings is where the person goes on.
    awaitLine(hidden[0]?.key)
    setAllOf(id)
  }
  return [allOf !== undefined && allOf === id, showAll]
}

function Group({ group }: { readonly group: ShopGroup }): JSX.Element {
  const { text } = usePopup()
  const name = group.shop?.name ?? text('group_by_hand')
  const { amounts } = group.totals
  return (
    <section class="group" aria-label={name}>
      <header class="group-head">
        <h2 dir="auto">{name}</h2>
        {amounts.length > 0 && (
          <p class="group-sum">
            <span class="spoken">{text('group_subtotal', name)}</span> <Amounts amounts={amounts} />
          </p>
        )}
      </header>
      <ul class="lines">
        {group.lines.map(line => (
          <CartLineRow key={line.key} line={line} />
        ))}
      </ul>
    </section>
  )
}
