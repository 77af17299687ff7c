import type { CartId } from '../../extension/cart/cart-id.ts'
import type { DeviceId } from '../../extension/cart/cart-view.ts'

/** What is on disk about one cart besides its document. `secret` is there once the cart is shared. */
export interface CartRecord {
  readonly id: CartId
  /** The 32 bytes that every key of the cart is derived from (see `extension/invite`). */
  readonly secret?: Uint8Array
  /** Relay addresses that the cart's link named. */
  readonly relays: readonly string[]
  /** ms since 1970. */
  readonly createdAt: number
}

/** How much of a cart's log is not yet in its snapshot. */
export interface LogSize {
  readonly updates: number
  readonly bytes: number
}

/**
 * The Yjs client id under which a device writes a cart, and how far it has come: the clock after the last change of it
 * that is on disk.
 */
export interface StoredAuthor {
  readonly device: DeviceId
  readonly clientId: number
  readonly clock: number
}

/** A cart's document as it is on disk: apply `updates` in order. `damaged` rows could not be read and were set aside. */
export interface StoredCart {
  readonly updates: readonly Uint8Array[]
  readonly log: LogSize
  readonly damaged: number
  /** What `append` was last given. One that cannot be read is as good as none. */
  readonly author?: StoredAuthor
}

/** `strict` waits until the bytes are on the disk itself: always for what this device wrote. */
export type Durability = 'strict' | 'relaxed'

/**
 * Where carts live on this device: a registry, and for each cart an append-only log of Yjs v1 updates with a
 * snapshot in front. Every promise resolves only after the transaction's `complete` event and rejects with a
 * StoreError (reason `full`, `aborted`, `closed` or `unavailable`) when nothing of the call was kept.
 */
export interface CartStore {
  carts(): Promise<readonly CartRecord[]>
  putCart(record: CartRecord): Promise<void>
  /** Forgets the cart: record, snapshot, log, author. */
  deleteCart(cart: CartId): Promise<void>
  load(cart: CartId): Promise<StoredCart>
  /**
   * Appends all `updates` in one transaction, in order, and with them `author` in place of the one before: all or none.
   * Resolves to the log's new size.
   */
  append(
    cart: CartId,
    updates: readonly Uint8Array[],
    durability: Durability,
    author?: StoredAuthor,
  ): Promise<LogSize>
  /**
   * Replaces the log by one snapshot, in one transaction. `snapshot` must hold everything that this store loaded and
   * appended so far. Only that is replaced: updates appended while it ran, or by another store on the same database,
   * are kept.
   */
  compact(cart: CartId, snapshot: Uint8Array): Promise<LogSize>
  close(): void
}
