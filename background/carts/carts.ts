import * as v from 'valibot'
import { storageItem } from '../../extension/browser/storage-item.ts'
import { defaultRelays } from '../../extension/build-defaults.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { LineKey } from '../../extension/cart/cart-view.ts'
import { setMember, setRelays } from '../../extension/cart/operations/cart-wide.ts'
import type { Invite } from '../../extension/invite/cart-link.ts'
import { randomId } from '../../extension/random-id.ts'
import { UserError } from '../../extension/user-error.ts'
import type { SharedCart } from '../network/protocol.ts'
import type { CartRecord, CartStore } from '../store/cart-store.ts'
import { loadClientIds } from './client-ids.ts'
import { type Identity, loadIdentity, memberOf, saveIdentity } from './identity.ts'
import { type OpenCart, openCart } from './open-cart.ts'

/** What happened to a cart: which lines changed, and whether anything else of it did. */
export interface CartChange {
  readonly cart: CartId
  readonly keys: ReadonlySet<LineKey>
}

/** Every cart on this device, opened; one of them is the one that the person has in front of them. */
export interface Carts {
  chosen(): OpenCart
  /** Undefined for a cart that is not on this device. */
  cart(id: CartId): OpenCart | undefined
  all(): readonly OpenCart[]
  identity(): Identity
  isShared(id: CartId): boolean
  /** The carts that the network is to carry. */
  shared(): readonly CartId[]
  /** A shared cart as the network needs it. Rejects with UserError `cart-gone`. */
  sharedCart(id: CartId): Promise<SharedCart>
  /** Which cart of this device a link leads to, if it has that cart already. */
  withSecret(secret: Uint8Array): CartId | undefined
  /** Rejects with UserError `cart-gone`. */
  choose(id: CartId): Promise<void>
  /** Takes the name to every shared cart. */
  setPerson(person: string): Promise<void>
  /** Gives the chosen cart its secret, once, and answers what its link holds. Rejects with UserError `no-relays`. */
  share(person: string): Promise<Invite>
  /** Opens the cart of a link (once) and chooses it. */
  join(invite: Invite, person: string): Promise<CartId>
}

export interface CartsDeps {
  readonly store: CartStore
  onChange(change: CartChange): void
  /** Another cart was chosen, or the list of carts or the person's name changed. */
  onListChange(): void
  /** A cart was shared or joined: the network is to carry it from now on. */
  onShared(cart: CartId): void
  /** This device's own changes to a shared cart are on disk. */
  onOwnUpdates(cart: CartId, updates: readonly Uint8Array[]): void
}

const chosenItem = storageItem('local', 'chosen-cart', v.string())

function newRecord(invite?: Invite): CartRecord {
  const relays = invite?.relays.length ? invite.relays : defaultRelays
  return { id: randomId(16), relays, createdAt: Date.now(), ...(invite && { secret: invite.secret }) }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** Opens every cart on this device; the first start makes an empty one. Rejects when the store cannot be read. */
export async function openCarts(deps: CartsDeps): Promise<Carts> {
  const { store } = deps
  const clientIds = await loadClientIds()
  let identity = await loadIdentity()
  const records = new Map<CartId, CartRecord>()
  const open = new Map<CartId, OpenCart>()

  async function add(record: CartRecord): Promise<OpenCart> {
    const { id } = record
    const changed = (keys: ReadonlySet<LineKey>): void => deps.onChange({ cart: id, keys })
    const cart = await openCart(id, {
      store,
      clientIds,
      device: identity.device,
      onSaved: updates => {
        if (records.get(id)?.secret) deps.onOwnUpdates(id, updates)
      },
      onUnsaved: () => changed(new Set()),
    })
    cart.index.onChange(changed)
    records.set(id, record)
    open.set(id, cart)
    return cart
  }

  async function create(invite?: Invite): Promise<OpenCart> {
    const record = newRecord(invite)
    await store.putCart(record)
    return add(record)
  }

  for (const record of await store.carts()) await add(record)
  if (open.size === 0) await create()
  let chosenId = (await chosenItem.get()) ?? ''

  function chosen(): OpenCart {
    const cart = open.get(chosenId) ?? open.values().next().value
    if (!cart) throw new Error('There is no cart')
    return cart
  }

  async function choose(id: CartId): Promise<void> {
    if (!open.has(id)) throw new UserError('cart-gone')
    await chosenItem.set(id)
    chosenId = id
    deps.onListChange()
  }

  async function sharedCart(id: CartId): Promise<SharedCart> {
    const cart = open.get(id)
    const record = records.get(id)
    if (!record?.secret || !cart) throw new UserError('cart-gone')
    const relays = [...new Set([...record.relays, ...cart.index.head().relays])]
    return { cart: id, secret: record.secret, relays, device: identity.device, state: await cart.state() }
  }

  /** Writes the person into the cart's list of members, where that says something new. */
  async function enter(cart: OpenCart, person: string): Promise<void> {
    const member = memberOf({ ...identity, person })
    const written = cart.index.head().members.find(({ device }) => device === member.device)
    if (written?.person === person && written.colour === member.colour) return
    await cart.change(replica => setMember(replica, member))
  }

  async function setIdentity(person: string): Promise<void> {
    identity = { ...identity, person }
    await saveIdentity(identity)
    deps.onListChange()
  }

  /** A first, empty cart that nobody used is only in the way once a household's cart is joined. */
  async function forgetIfUnused(cart: OpenCart): Promise<void> {
    if (records.get(cart.id)?.secret || cart.index.keys().length > 0) return
    cart.close()
    await store.deleteCart(cart.id)
    open.delete(cart.id)
    records.delete(cart.id)
    deps.onListChange()
  }

  /** The cart's record with its secret, which it is given here if it has none. */
  async function withNewSecret(id: CartId): Promise<CartRecord & { secret: Uint8Array }> {
    const record = records.get(id)
    if (!record) throw new UserError('cart-gone')
    if (record.secret) return { ...record, secret: record.secret }
    if (defaultRelays.length === 0) throw new UserError('no-relays')
    const secret = crypto.getRandomValues(new Uint8Array(32))
    const shared = { ...record, secret, relays: defaultRelays }
    await store.putCart(shared)
    records.set(id, shared)
    deps.onShared(id)
    return shared
  }

  const withSecret = (secret: Uint8Array): CartId | undefined =>
    [...records.values()].find(record => record.secret && equalBytes(record.secret, secret))?.id

  return {
    chosen,
    cart: id => open.get(id),
    all: () => [...open.values()],
    identity: () => identity,
    isShared: id => records.get(id)?.secret !== undefined,
    shared: () => [...records.values()].filter(({ secret }) => secret).map(({ id }) => id),
    sharedCart,
    withSecret,
    choose,
    async setPerson(person) {
      await setIdentity(person)
      for (const record of records.values()) {
        const cart = record.secret && open.get(record.id)
        if (cart) await enter(cart, person)
      }
    },
    async share(person) {
      const cart = chosen()
      const { secret, relays } = await withNewSecret(cart.id)
      await setIdentity(person)
      await enter(cart, person)
      if (cart.index.head().relays.length === 0) await cart.change(replica => setRelays(replica, relays))
      return { secret, relays }
    },
    async join(invite, person) {
      const known = withSecret(invite.secret)
      const before = chosen()
      const cart = (known && open.get(known)) || (await create(invite))
      await choose(cart.id)
      await setIdentity(person)
      if (!known) deps.onShared(cart.id)
      await enter(cart, person)
      if (before !== cart) await forgetIfUnused(before)
      return cart.id
    },
  }
}
