import type { CartId } from '../../extension/cart/cart-id.ts'
import type { StoredCart } from './cart-store.ts'
import { checkUpdates } from './check-updates.ts'
import type { RowKeys } from './covered-rows.ts'
import type { Damage } from './quarantine.ts'
import { readAuthor, readUpdateRow, sizeOf } from './rows.ts'
import type { Tx } from './schema.ts'

type UpdateStore = 'snapshots' | 'log'

/** A row as it was found. */
export interface FoundRow {
  readonly from: UpdateStore
  readonly key: number
  readonly value: unknown
}

export interface SortedRows {
  readonly stored: StoredCart
  /** The rows that `stored` is made of. */
  readonly keys: RowKeys
  readonly damages: readonly Damage[]
}

/** A cart as it was found. */
export interface FoundCart {
  readonly rows: readonly FoundRow[]
  readonly author: unknown
}

/** Every row of a cart: snapshots first, then the log, each in the order in which it was written. */
export async function readRows(tx: Tx<'readonly'>, cart: CartId): Promise<FoundCart> {
  const [snapshots, log, author] = await Promise.all([
    readStore(tx, 'snapshots', cart),
    readStore(tx, 'log', cart),
    tx.objectStore('authors').get(cart),
  ])
  return { rows: [...snapshots, ...log], author }
}

async function readStore(tx: Tx<'readonly'>, from: UpdateStore, cart: CartId): Promise<readonly FoundRow[]> {
  const index = tx.objectStore(from).index('cart')
  const [keys, values] = await Promise.all([index.getAllKeys(cart), index.getAll(cart)])
  return keys.map((key, at) => ({ from, key, value: values[at] }))
}

/** Parts the rows that hold an update Yjs can apply from those that do not. */
export function sortRows({ rows, author: found }: FoundCart): SortedRows {
  const damages: Damage[] = []
  const shaped = rows.flatMap(({ from, key, value }) => {
    const row = readUpdateRow(value)
    if (typeof row !== 'string') return [{ from, key, update: row.update }]
    damages.push({ from, key, problem: row })
    return []
  })
  const problems = checkUpdates(shaped.map(({ update }) => update))
  const good = shaped.filter(({ from, key }, at) => {
    const problem = problems[at]
    if (problem !== undefined) damages.push({ from, key, problem })
    return problem === undefined
  })
  const author = readAuthor(found)
  const of = (store: UpdateStore) => good.filter(({ from }) => from === store)
  return {
    stored: {
      updates: good.map(({ update }) => update),
      log: sizeOf(of('log').map(({ update }) => update)),
      damaged: damages.length,
      ...(author && { author }),
    },
    keys: { snapshots: of('snapshots').map(({ key }) => key), log: of('log').map(({ key }) => key) },
    damages,
  }
}
