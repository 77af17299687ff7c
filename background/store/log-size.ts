import type { CartId } from '../../extension/cart/cart-id.ts'
import type { LogSize } from './cart-store.ts'
import { readLogSize, readUpdateRow, sizeOf } from './rows.ts'
import type { Tx } from './schema.ts'

/** The size of a cart's log as it was last noted, or counted if the note cannot be read. */
export async function notedSize(tx: Tx<'readwrite'>, cart: CartId): Promise<LogSize> {
  return readLogSize(await tx.objectStore('sizes').get(cart)) ?? (await countLog(tx, cart))
}

/** The size of a cart's log, from its rows. */
export async function countLog(tx: Tx<'readwrite'>, cart: CartId): Promise<LogSize> {
  const values: readonly unknown[] = await tx.objectStore('log').index('cart').getAll(cart)
  const rows = values.map(readUpdateRow).filter(row => typeof row !== 'string')
  return sizeOf(rows.map(({ update }) => update))
}
