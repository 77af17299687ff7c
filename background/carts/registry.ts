import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { DeviceId, LineKey } from '../../extension/cart/cart-view.ts'
import { UserError } from '../../extension/user-error.ts'
import type { CartRecord, CartStore } from '../store/cart-store.ts'
import type { ClientIds } from './client-ids.ts'
import { type OpenCart, openCart } from './open-cart.ts'

/** What happened to a cart: which lines changed; none when it was something else of it. */
export interface CartChange {
  readonly cart: CartId
  readonly keys: ReadonlySet<LineKey>
}

/** The carts on this device with their records, and which of them the person has in front of them. */
export interface Registry {
  all(): readonly OpenCart[]
  cart(id: CartId): OpenCart | undefined
  record(id: CartId): CartRecord | undefined
  records(): readonly CartRecord[]
  chosen(): OpenCart
  /** Rejects with UserError `cart-gone`. */
  choose(id: CartId): Promise<void>
  /** Rejects with a StoreError when the record could not be written; then there is no such cart. */
  create(record: CartRecord): Promise<OpenCart>
  /** Writes the record of a cart that is here. */
  update(record: CartRecord): Promise<void>
  forget(id: CartId): Promise<void>
}

export interface RegistryDeps {
  readonly store: CartStore
  readonly clientIds: ClientIds
  device(): DeviceId
  onChange(change: CartChange): void
  onListChange(): void
  /** This device's own changes to the cart are on disk. */
  onOwnUpdates(cart: CartId, updates: readonly Uint8Array[]): void
}

const chosenItem = storageItem('local', 'chosen-cart', v.string())

/** Opens every cart of the store. Rejects when one cannot be read; then none stays open. */
export async function openRegistry(deps: RegistryDeps): Promise<Registry> {
  const { store, clientIds, device } = deps
  const records = new Map<CartId, CartRecord>()
  const open = new Map<CartId, OpenCart>()

  async function add(record: CartRecord): Promise<OpenCart> {
    const { id } = record
    const changed = (keys: ReadonlySet<LineKey>): void => deps.onChange({ cart: id, keys })
    const cart = await openCart(id, {
      store,
      clientIds,
      isShared: record.secret !== undefined,
      device,
      onSaved: updates => deps.onOwnUpdates(id, updates),
      onUnsaved: () => changed(new Set()),
    })
    cart.index.onChange(changed)
    records.set(id, record)
    open.set(id, cart)
    return cart
  }

  async function openAll(): Promise<void> {
    try {
      for (const record of await store.carts()) await add(record)
    } catch (error) {
      // Whoever tries again opens them anew; two documents of one cart would write under one client id.
      await Promise.all([...open.values()].map(cart => cart.close()))
      throw error
    }
  }

  await openAll()
  let chosenId = (await chosenItem.get()) ?? ''

  return {
    all: () => [...open.values()],
    cart: id => open.get(id),
    record: id => records.get(id),
    records: () => [...records.values()],
    chosen() {
      const cart = open.get(chosenId) ?? open.values().next().value
      if (!cart) throw new Error('There is no cart')
      return cart
    },
    async choose(id) {
      if (!open.has(id)) throw new UserError('cart-gone')
      await chosenItem.set(id)
      chosenId = id
      deps.onListChange()
    },
    async create(record) {
      await store.putCart(record)
      return add(record)
    },
    async update(record) {
      await store.putCart(record)
      records.set(record.id, record)
    },
    async forget(id) {
      const cart = open.get(id)
      open.delete(id)
      records.delete(id)
      await cart?.close()
      await store.deleteCart(id)
      deps.onListChange()
    },
  }
}
