import type { CartLine } from '../../extension/cart/cart-view.ts'

/** Lines of one shop, in the order they came in; `name` is undefined for what was typed by hand. */
export interface ShopGroup {
  readonly id: string
  readonly name: string | undefined
  readonly lines: readonly CartLine[]
}

/** Groups by shop; the group with the newest line comes first when `lines` are newest first. */
export function groupByShop(lines: readonly CartLine[]): readonly ShopGroup[] {
  const groups = new Map<string, CartLine[]>()
  for (const line of lines) {
    const id = line.product.shop?.domain ?? ''
    const group = groups.get(id)
    if (group) group.push(line)
    else groups.set(id, [line])
  }
  return [...groups].map(([id, grouped]) => ({ id, name: grouped[0]?.product.shop?.name, lines: grouped }))
}
