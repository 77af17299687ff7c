import { tick, untick } from '../../extension/cart/operations/bought.ts'
import { clearBought } from '../../extension/cart/operations/clear-bought.ts'
import { dismissKept } from '../../extension/cart/operations/fields.ts'
import { addUnits, removeLine, setQuantity, takeUnits } from '../../extension/cart/operations/quantity.ts'
import { restoreLines } from '../../extension/cart/operations/restore.ts'
import type { RemovedLine } from '../../extension/cart/removed-line.ts'
import type { Replica } from '../../extension/cart/replica.ts'
import type { Removal } from '../../extension/messages/popup-surface.ts'
import { UserError } from '../../extension/user-error.ts'
import type { Carts } from '../carts/carts.ts'
import { applyEdit } from './apply-edit.ts'
import type { Handlers } from './handlers.ts'

type LineRequest =
  | 'changeQuantity'
  | 'setQuantity'
  | 'remove'
  | 'clearBought'
  | 'undo'
  | 'tick'
  | 'edit'
  | 'dismissKept'

function listOf(line: RemovedLine | undefined): RemovedLine[] {
  return line ? [line] : []
}

/** What a person does to the lines of the chosen cart. All reject as the operations do, or with `not-saved`. */
export function lineRequests(carts: Carts): Pick<Handlers, LineRequest> {
  const change = <T>(operation: (replica: Replica) => T): Promise<T> => carts.chosen().change(operation)

  /** Undo may be clicked when another cart is in front, so a removal says where it was. */
  async function remove(operation: (replica: Replica) => readonly RemovedLine[]): Promise<Removal> {
    const cart = carts.chosen()
    return { cart: cart.id, removed: [...(await cart.change(operation))] }
  }

  return {
    changeQuantity: ({ key, by }) =>
      remove(replica => {
        if (by < 0) return listOf(takeUnits(replica, key, -by))
        if (by > 0) addUnits(replica, key, by)
        return []
      }),
    setQuantity: ({ key, quantity }) => remove(replica => listOf(setQuantity(replica, key, quantity))),
    remove: ({ key }) => remove(replica => listOf(removeLine(replica, key))),
    clearBought: () => remove(clearBought),
    async undo({ cart, removed }) {
      const from = carts.cart(cart)
      if (!from) throw new UserError('cart-gone')
      await from.change(replica => restoreLines(replica, removed))
      return null
    },
    async tick({ key, bought }) {
      await change(replica => (bought ? tick(replica, key) : untick(replica, key)))
      return null
    },
    async edit({ key, edit }) {
      await change(replica => applyEdit(replica, key, edit))
      return null
    },
    async dismissKept({ key }) {
      await change(replica => dismissKept(replica, key))
      return null
    },
  }
}
