import type * as Y from 'yjs'
import { CartEntries } from '../cart-entries.ts'
import type { LineKey } from '../cart-view.ts'
import { kind } from '../entries.ts'
import { newestSightings } from '../history.ts'
import { type Held, lineState } from '../line-state.ts'
import type { LineProduct } from '../removed-line.ts'
import type { Replica } from '../replica.ts'
import { apply, nextTime, observeLines } from './change.ts'
import { productEntries } from './product-entries.ts'

/**
 * Gives every line that is in view without a product its product back, and the notice that it was kept. To be done
 * after each merge, by any number of devices at once: what several write is the same, and the newest shows.
 *
 * A product is gone when one member removed the line while another added to it. `knownOf` answers from this device's
 * cache of products, corrections and history included; without a copy the line stays as it is, and another member's device repairs it.
 *
 * `keys` are the candidates, as `CartIndex.withoutProduct` has them; without it the whole document is looked through.
 * Returns the lines that were repaired.
 */
export function repair(
  replica: Replica,
  knownOf: (key: LineKey) => LineProduct | undefined,
  keys: ReadonlySet<LineKey> = linesWithoutProduct(replica.doc),
): LineKey[] {
  const products = new Map<LineKey, LineProduct>()
  for (const key of keys) {
    const product = knownOf(key)
    if (product) products.set(key, product)
  }
  // Lines that nobody here can repair may stay for long: they must not cost a walk at each merge.
  if (products.size === 0) return []
  const repairs = [...observeLines(replica.doc, key => products.has(key)).values()]
    .filter(line => lacksProduct(line.entries))
    .flatMap(line => {
      const product = products.get(line.key)
      return product ? [{ line, product, ts: nextTime(replica, line) }] : []
    })
  apply(replica, {
    remove: [],
    insert: repairs.flatMap(({ line, product, ts }) => [
      ...productEntries(line, upToDate(product, line.entries), ts),
      [kind.notice, line.key, 'kept', ts] as const,
    ]),
  })
  return repairs.map(({ line }) => line.key)
}

/** What a member saw while another removed the line is newer than what this device remembers. */
function upToDate(known: LineProduct, held: readonly Held[]): LineProduct {
  const [seen] = newestSightings(held)
  const { history = [] } = known
  if (!seen || seen.at <= (history.at(-1)?.at ?? 0)) return known
  return { ...known, history: [...history, seen] }
}

/** Lines in view that have no product; the index has them at hand. */
export function linesWithoutProduct(doc: Y.Doc): ReadonlySet<LineKey> {
  const entries = CartEntries.of(doc)
  const keys = [...entries.keys()].filter(key => lacksProduct(entries.line(key)))
  return new Set(keys)
}

function lacksProduct(held: readonly Held[]): boolean {
  return held.every(({ entry }) => entry[0] !== kind.product) && lineState(held).quantity > 0
}
