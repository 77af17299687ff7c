import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { DeviceId } from '../../extension/cart/cart-view.ts'

const idsSchema = v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)))
const sessionSchema = v.object({ device: v.string(), ids: idsSchema })

/** The Yjs client ids of this browser session, one for each cart; they outlive a killed worker. */
export interface ClientIds {
  /** The id this session writes the cart with, if it has written it before. */
  of(cart: CartId): number | undefined
  /** To be called before the first change under another id, and when Yjs itself took another one. */
  keep(cart: CartId, clientId: number): Promise<void>
  /**
   * To be called before something is sent that is not on disk: nobody may write on under its id, neither the next worker nor
   * a later session. Answers false when that could not be written down, and nothing of it may be sent.
   */
  forget(cart: CartId, clientId: number): Promise<boolean>
  /** Whether the id was forgotten in this session or an earlier one. */
  isForgotten(cart: CartId, clientId: number): boolean
}

/**
 * Reads the ids that this session uses as `device`. Damaged ones, and those of another device id that it had before, are
 * forgotten: a new id is always safe.
 */
export async function loadClientIds(device: () => DeviceId): Promise<ClientIds> {
  const item = storageItem('session', 'client-ids', sessionSchema)
  const forgottenItem = storageItem('local', 'forgotten-client-ids', idsSchema)
  const report = (error: unknown): undefined => void console.error(error)
  const [stored, marks] = await Promise.all([item.get().catch(report), forgottenItem.get().catch(report)])
  let ids = stored?.device === device() ? stored.ids : {}
  let forgotten = marks ?? {}

  async function set(next: Record<CartId, number>): Promise<void> {
    ids = next
    await item.set({ device: device(), ids })
  }

  return {
    of: cart => ids[cart],
    keep: (cart, clientId) => set({ ...ids, [cart]: clientId }),
    async forget(cart, clientId) {
      const { [cart]: gone, ...others } = ids
      if (gone !== undefined) await set(others)
      if (forgotten[cart] === clientId) return true
      try {
        await forgottenItem.set({ ...forgotten, [cart]: clientId })
      } catch (error) {
        report(error)
        return false
      }
      forgotten = { ...forgotten, [cart]: clientId }
      return true
    },
    isForgotten: (cart, clientId) => forgotten[cart] === clientId,
  }
}
