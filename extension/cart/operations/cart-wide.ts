import { type FieldKind, type FieldValues, kind, type MemberCard } from '../entries.ts'
import type { Replica } from '../replica.ts'
import { apply, nextTime, type Observed, observeLine } from './change.ts'
import { fieldEntry } from './fields.ts'

export function setCartName(replica: Replica, name: string): void {
  setCartField(replica, kind.cartName, name, () => true)
}

/** Says who uses this device. Other devices' cards are theirs to change. */
export function setMember(replica: Replica, card: MemberCard): void {
  setCartField(replica, kind.member, card, ({ device }) => device === replica.device)
}

/** The relays that all members are to use. */
export function setRelays(replica: Replica, relays: readonly string[]): void {
  setCartField(replica, kind.relays, relays, () => true)
}

function setCartField<K extends FieldKind>(
  replica: Replica,
  field: K,
  value: FieldValues[K],
  replaces: (held: Observed) => boolean,
): void {
  const cart = observeLine(replica.doc, '')
  const remove = cart.entries.filter(held => held.entry[0] === field && replaces(held))
  apply(replica, { remove, insert: [fieldEntry('', field, value, nextTime(replica, cart))] })
}
