import type { LineKey } from '../../extension/cart/cart-view.ts'
import {
  dropCorrection,
  editAvailability,
  editListPrice,
  editNote,
  editPicture,
  editPrice,
  editTitle,
  editVariant,
} from '../../extension/cart/operations/fields.ts'
import type { Replica } from '../../extension/cart/replica.ts'
import type { Edit } from '../../extension/messages/popup-surface.ts'

/** Does what a person changed of a line. Throws as the operations do. */
export function applyEdit(replica: Replica, key: LineKey, edit: Edit): void {
  if (edit.field === 'note') editNote(replica, key, edit.value)
  else if (edit.field === 'title') editTitle(replica, key, edit.value)
  else if (edit.field === 'price') editPrice(replica, key, edit.value)
  else if (edit.field === 'listPrice') editListPrice(replica, key, edit.value)
  else if (edit.field === 'image') editPicture(replica, key, edit.value)
  else if (edit.field === 'availability') editAvailability(replica, key, edit.value)
  else if (edit.field === 'asRead') dropCorrection(replica, key, edit.value)
  else editVariant(replica, key, edit.value)
}
