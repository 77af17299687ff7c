import type { CartId } from '../../extension/cart/cart-id.ts'
import { countLog } from './log-size.ts'
import { type DamagedRow, mendRecord } from './rows.ts'
import type { Tx } from './schema.ts'

/** Where a damaged row is, and what is wrong with it. */
export type Damage =
  | { readonly from: 'snapshots' | 'log'; readonly key: number; readonly problem: string }
  | { readonly from: 'carts'; readonly key: CartId; readonly problem: string }

/** The object stores that `setAside` changes. */
export const quarantineStores = ['carts', 'snapshots', 'log', 'sizes', 'damaged'] as const

/**
 * Moves damaged rows of a cart to `damaged`, as they are. A record leaves behind what of it still holds, so that its
 * cart stays in the list.
 */
export async function setAside(tx: Tx<'readwrite'>, cart: CartId, damages: readonly Damage[]): Promise<void> {
  for (const damage of damages) {
    const value = await find(tx, damage)
    if (value === undefined) continue // Another store on this database was faster.
    const row: DamagedRow = { cart, ...damage, value, foundAt: Date.now() }
    await tx.objectStore('damaged').add(row)
    await take(tx, damage, value)
  }
  await tx.objectStore('sizes').put(await countLog(tx, cart), cart)
}

function find(tx: Tx<'readwrite'>, { from, key }: Damage): Promise<unknown> {
  return from === 'carts' ? tx.objectStore(from).get(key) : tx.objectStore(from).get(key)
}

async function take(tx: Tx<'readwrite'>, { from, key }: Damage, value: unknown): Promise<void> {
  if (from === 'carts') await tx.objectStore(from).put(mendRecord(key, value), key)
  else await tx.objectStore(from).delete(key)
}
