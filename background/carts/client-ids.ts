import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'

/*
 * Yjs gives every document opened anew a random client id, and each id that ever wrote costs about 23 bytes for
 * ever. A worker is restarted many times a day, so the id is kept in the browser's memory (storage.session) for as
 * long as the browser runs. Not longer: a restored or copied profile that reused an id would diverge silently.
 */
const idsSchema = v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)))

/** The client ids of this browser session, one for each cart. */
export interface ClientIds {
  /** The id this session writes the cart with, if it has written it before. */
  of(cart: CartId): number | undefined
  /** To be called before the first change under a new id, and when Yjs itself took another one. */
  keep(cart: CartId, clientId: number): Promise<void>
  /** To be called before something is sent that is not on disk: the next start must not write on under its id. */
  forget(cart: CartId): Promise<void>
}

/** Reads the session's ids. Damaged ones are reported and forgotten: a new id is always safe. */
export async function loadClientIds(): Promise<ClientIds> {
  const item = storageItem('session', 'client-ids', idsSchema)
  let ids = await item.get().catch(error => {
    console.error(error)
    return undefined
  })
  return {
    of: cart => ids?.[cart],
    async keep(cart, clientId) {
      ids = { ...ids, [cart]: clientId }
      await item.set(ids)
    },
    async forget(cart) {
      const { [cart]: forgotten, ...others } = ids ?? {}
      if (forgotten === undefined) return
      ids = others
      await item.set(others)
    },
  }
}
