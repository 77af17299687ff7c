import type { Money } from '../product/money.ts'
import type { Product } from '../product/product.ts'
import type { DeviceId, LineKey } from './cart-view.ts'
import type { Availability, Sighting } from './sighting.ts'

/*
 * The cart document is a bag of immutable entries, plain JSON arrays, in one Y.Array for each device (see replica.ts).
 * By kind:
 *
 *    0 units    [0, line, id, n]                    n units wanted by the member of the array's device
 *    1 set      [1, line, id, n, carry, absorbed]   quantity set to n; carry [device, q, ...]: shares of others it keeps;
 *                                                   absorbed: ids of the units and sets it replaced
 *    2 less     [2, line, targetId, m]              m units off the units or set entry `targetId`
 *    3 bought   [3, line, id, u, ...]               u units of each named entry are in the basket
 *    4 note     5 price     6 product   7 title     fields of a line: [kind, line, value, ts]; a price, picture,
 *    8 picture  9 variant  10 claimed-by            variant or claim of null hides what the product entry says
 *   11 cart name  12 member  13 relays              of the whole cart: the same form, with line ""
 *   14 notice   [14, line, 'kept', ts]              the line survived a concurrent remove; written by repair
 *   15 seen     [15, line, sighting, ts]            what the shop's page said at a later visit; a log: the newest count
 *   16 list price  17 availability                  fields of a line, corrections as 5 is
 */

export const kind = {
  units: 0,
  set: 1,
  less: 2,
  bought: 3,
  note: 4,
  price: 5,
  product: 6,
  title: 7,
  picture: 8,
  variant: 9,
  claimedBy: 10,
  cartName: 11,
  member: 12,
  relays: 13,
  notice: 14,
  seen: 15,
  listPrice: 16,
  availability: 17,
} as const

/** A random 31-bit integer, unique within a line. */
export type EntryId = number

/** Shares of other devices that a set keeps: device, quantity, device, quantity and so on. */
export type Carry = readonly (DeviceId | number)[]

/** What a device says of the person who uses it. */
export interface MemberCard {
  readonly person: string
  readonly colour: string
}

/** The value of each kind of field. */
export interface FieldValues {
  readonly 4: string
  readonly 5: Money | null
  readonly 6: Product
  readonly 7: string
  readonly 8: string | null
  readonly 9: string | null
  readonly 10: DeviceId | null
  readonly 11: string
  readonly 12: MemberCard
  readonly 13: readonly string[]
  readonly 14: 'kept'
  readonly 15: Sighting
  readonly 16: Money | null
  readonly 17: Availability | null
}
export type FieldKind = keyof FieldValues

export type UnitsEntry = readonly [kind: 0, line: LineKey, id: EntryId, n: number]
export type SetEntry = readonly [
  kind: 1,
  line: LineKey,
  id: EntryId,
  n: number,
  carry: Carry,
  absorbed: readonly EntryId[],
]
export type LessEntry = readonly [kind: 2, line: LineKey, target: EntryId, m: number]
export type BoughtEntry = readonly [kind: 3, line: LineKey, ...units: number[]]
export type FieldEntry<K extends FieldKind = FieldKind> = {
  [P in K]: readonly [kind: P, line: LineKey, value: FieldValues[P], ts: number]
}[K]

/** An entry that a line's quantity is counted from. */
export type QuantityEntry = UnitsEntry | SetEntry | LessEntry
export type Entry = QuantityEntry | BoughtEntry | FieldEntry
