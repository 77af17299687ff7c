import type { Money } from '../product/money.ts'
import type { Product } from '../product/product.ts'

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
  /** What capture read, with every later correction (title, price, picture, variant) applied. */
  readonly product: Product
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
