import type { Money } from '../product/money.ts'
import type { Product } from '../product/product.ts'
import type { Corrections } from './corrections.ts'
import type { DatedSighting } from './sighting.ts'

/** Random, 8 url-safe characters, made once for each browser profile. Names the device's array in the cart document. */
export type DeviceId = string

/** See `product/identity.ts`: 22 url-safe characters, the same for the same product on every device. */
export type LineKey = string

/** A device that takes part in the cart, and the person who uses it. */
export interface Member {
  readonly device: DeviceId
  readonly person: string
  /** A CSS colour of the palette in `popup`, `#rrggbb`. */
  readonly colour: string
}

/** How many units of a line were asked for on one device. */
export interface Share {
  readonly device: DeviceId
  readonly quantity: number
}

/** A value somebody wrote, with when (ms since 1970) and on which device. */
export interface Written<T> {
  readonly value: T
  readonly at: number
  readonly device: DeviceId
}

/** One line of the merged cart, as every view shows it. `quantity` is at least 1, `bought` between 0 and `quantity`. */
export interface CartLine {
  readonly key: LineKey
  /** What capture read, with what the shop's page said since, and over both what members corrected. */
  readonly product: Product
  /** What of `product` members corrected; absent if nothing. */
  readonly corrections?: Corrections
  /** The product as its page showed it last; absent where nothing is corrected and `product` shows it. */
  readonly said?: Product
  /**
   * What the shop's page said, oldest first, at least what was read when the line was added; absent while that is all
   * and `product` shows it. Two in a row never say the same.
   */
  readonly history?: readonly DatedSighting[]
  readonly quantity: number
  readonly bought: number
  /** Who wants how many; largest first, then by device. Sums to `quantity`. */
  readonly shares: readonly Share[]
  readonly note?: Written<string>
  /** Notes written at the same moment as `note` that it outranks, newest first, at most 20. */
  readonly otherNotes: readonly Written<string>[]
  /** One member removed the line while another added to it: it was kept, and the line says so. */
  readonly keptAfterRemove: boolean
  /** When the line's product entry was written, ms since 1970. Lines are shown in this order, newest first. */
  readonly addedAt: number
}

/** The whole cart as one replica sees it now. */
export interface CartView {
  readonly name?: string
  /** By device, the first 100. Members that are left out here are not counted in `skipped`. */
  readonly members: readonly Member[]
  readonly lines: readonly CartLine[]
  /** Entries left out because they are malformed or over a limit. */
  readonly skipped: number
}

/** One amount for each currency, in ISO code order; `unpriced` counts units that have no price. */
export interface Totals {
  readonly amounts: readonly Money[]
  readonly unpriced: number
}
