import type { Money } from '../../product/money.ts'
import type { LineKey } from '../cart-view.ts'
import type { CorrectedField } from '../corrections.ts'
import { type Entry, type FieldKind, type FieldValues, kind } from '../entries.ts'
import { correctionKinds } from '../line-corrections.ts'
import type { Replica } from '../replica.ts'
import type { Availability } from '../sighting.ts'
import { apply, nextTime, type ObservedLine, observeLine } from './change.ts'
import { requireInView } from './require.ts'

/** Writes the note; an empty one deletes it. Throws 'line-gone'. */
export function editNote(replica: Replica, key: LineKey, note: string): void {
  setField(replica, key, kind.note, note.trim() === '' ? undefined : note)
}

/** Corrects the title. Throws 'line-gone'. */
export function editTitle(replica: Replica, key: LineKey, title: string): void {
  setField(replica, key, kind.title, title)
}

/** Corrects the price; null says that it is not known, and hides the captured one. Throws 'line-gone'. */
export function editPrice(replica: Replica, key: LineKey, price: Money | null): void {
  setField(replica, key, kind.price, price)
}

/** Corrects the variant; an empty one hides the captured one. Throws 'line-gone'. */
export function editVariant(replica: Replica, key: LineKey, variant: string): void {
  setField(replica, key, kind.variant, variant.trim() === '' ? null : variant)
}

/** Corrects the picture's address; null hides the captured one. Throws 'line-gone'. */
export function editPicture(replica: Replica, key: LineKey, picture: string | null): void {
  setField(replica, key, kind.picture, picture)
}

/** Corrects what it cost before; null hides the captured one. Throws 'line-gone'. */
export function editListPrice(replica: Replica, key: LineKey, price: Money | null): void {
  setField(replica, key, kind.listPrice, price)
}

/** Corrects whether it can be bought; null says that it is not known. Throws 'line-gone'. */
export function editAvailability(replica: Replica, key: LineKey, availability: Availability | null): void {
  setField(replica, key, kind.availability, availability)
}

/** Takes the correction of a field back, so that it shows as the shop's page says. Throws 'line-gone'. */
export function dropCorrection(replica: Replica, key: LineKey, field: CorrectedField): void {
  setField(replica, key, correctionKinds[field], undefined)
}

/** The member has read that the line was kept. Does nothing if there is no such notice. */
export function dismissKept(replica: Replica, key: LineKey): void {
  apply(replica, { remove: fieldEntries(observeLine(replica.doc, key), kind.notice), insert: [] })
}

/** Replaces what this replica holds of the field; undefined only deletes it. Throws 'line-gone'. */
export function setField<K extends FieldKind>(
  replica: Replica,
  key: LineKey,
  field: K,
  value: FieldValues[K] | undefined,
): void {
  const line = observeLine(replica.doc, key)
  requireInView(line)
  const insert = value === undefined ? [] : [fieldEntry(key, field, value, nextTime(replica, line))]
  apply(replica, { remove: fieldEntries(line, field), insert })
}

/** `[kind, line, value, ts]`. */
export function fieldEntry<K extends FieldKind>(
  key: LineKey,
  field: K,
  value: FieldValues[K],
  ts: number,
): Entry {
  // FieldEntry pairs each kind with its value as the parameters do; TypeScript cannot follow that through K.
  return [field, key, value, ts] as unknown as Entry
}

/** The live entries of one field. */
export function fieldEntries({ entries }: ObservedLine, field: FieldKind) {
  return entries.filter(({ entry }) => entry[0] === field)
}
