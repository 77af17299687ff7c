import type { LineKey } from '../../extension/cart/cart-view.ts'
import { tick, untick } from '../../extension/cart/operations/bought.ts'
import { clearBought } from '../../extension/cart/operations/clear-bought.ts'
import {
  dismissKept,
  editNote,
  editPrice,
  editTitle,
  editVariant,
} from '../../extension/cart/operations/fields.ts'
import { addUnits, removeLine, setQuantity, takeUnits } from '../../extension/cart/operations/quantity.ts'
import { restoreLines } from '../../extension/cart/operations/restore.ts'
import type { RemovedLine } from '../../extension/cart/removed-line.ts'
import type { Replica } from '../../extension/cart/replica.ts'
import type { Edit } from '../../extension/messages/popup-surface.ts'
import type { Carts } from '../carts/carts.ts'
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

type Removal = { removed: RemovedLine[] }

function asRemoval(line: RemovedLine | undefined): Removal {
  return { removed: line ? [line] : [] }
}

function applyEdit(replica: Replica, key: LineKey, edit: Edit): void {
  if (edit.field === 'note') editNote(replica, key, edit.value)
  else if (edit.field === 'title') editTitle(replica, key, edit.value)
  else if (edit.field === 'price') editPrice(replica, key, edit.value)
  else editVariant(replica, key, edit.value)
}

/** What a person does to the lines of the chosen cart. All reject as the operations do, or with `not-saved`. */
export function lineRequests(carts: Carts): Pick<Handlers, LineRequest> {
  const change = <T>(operation: (replica: Replica) => T): Promise<T> => carts.chosen().change(operation)
  return {
    async changeQuantity({ key, by }) {
      if (by < 0) return asRemoval(await change(replica => takeUnits(replica, key, -by)))
      if (by > 0) await change(replica => addUnits(replica, key, by))
      return { removed: [] }
    },
    setQuantity: async ({ key, quantity }) =>
      asRemoval(await change(replica => setQuantity(replica, key, quantity))),
    remove: async ({ key }) => asRemoval(await change(replica => removeLine(replica, key))),
    clearBought: async () => ({ removed: [...(await change(clearBought))] }),
    async undo({ removed }) {
      await change(replica => restoreLines(replica, removed))
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
