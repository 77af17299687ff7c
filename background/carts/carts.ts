import { defaultRelays } from '../../extension/build-defaults.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import type { DeviceId } from '../../extension/cart/cart-view.ts'
import { setMember, setRelays } from '../../extension/cart/operations/cart-wide.ts'
import type { Invite } from '../../extension/invite/cart-link.ts'
import { randomId } from '../../extension/random-id.ts'
import { UserError } from '../../extension/user-error.ts'
import type { SharedCart } from '../network/protocol.ts'
import type { CartRecord, CartStore } from '../store/cart-store.ts'
import { cartRelays } from './cart-relays.ts'
import { loadClientIds } from './client-ids.ts'
import { type Identity, loadIdentity, memberOf, saveIdentity } from './identity.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { OpenCart } from './open-cart.ts'
import { type CartChange, openRegistry, type Registry } from './registry.ts'
import { chooseRelays, likelyRelays, type Probe } from './relay-choice.ts'
import { loadSessions } from './session-id.ts'
import { saveUpkeep } from './upkeep-state.ts'

/** Every cart on this device, opened, and this device's part in those that are shared. */
export interface Carts extends Pick<Registry, 'all' | 'cart' | 'chosen' | 'choose'> {
  identity(): Identity
  isShared(id: CartId): boolean
  /** The carts that the network is to carry. */
  shared(): readonly CartId[]
  /** A shared cart as the network needs it. Rejects with UserError `cart-gone`. */
  sharedCart(id: CartId): Promise<SharedCart>
  /** The relays of a shared cart, as far as this device knows them; none of another. */
  relays(id: CartId): readonly string[]
  /** Which cart of this device a link leads to, if it has that cart already. */
  withSecret(secret: Uint8Array): CartId | undefined
  /**
   * Another profile writes as `device`, which this one is or was: it goes on under a new device id, in every cart, and
   * writes nothing more as the old one. Rejects when that could not be written down; then it is to be called again.
   */
  renounce(device: DeviceId): Promise<void>
  /** Takes the name to every shared cart. */
  setPerson(person: string): Promise<void>
  /** Gives the chosen cart its secret, once, and answers what its link holds. Rejects with UserError `no-relays`. */
  share(person: string): Promise<Invite>
  /** Opens the cart of a link (once) and chooses it. */
  join(invite: Invite, person: string): Promise<CartId>
}

export interface CartsDeps {
  readonly store: CartStore
  /** Tries out relays for a cart that is being shared. */
  readonly probe: Probe
  /** The person's own relays, for a cart that is being shared. */
  ownRelays(): readonly string[]
  onChange(change: CartChange): void
  /** Another cart was chosen, or the list of carts or the person's name changed. */
  onListChange(): void
  /** A cart was shared or joined: the network is to carry it from now on. */
  onShared(cart: CartId): void
  /** A shared cart uses other relays from now on. */
  onRelays(cart: CartId, relays: readonly string[]): void
  /** This device's own changes to a shared cart are on disk. */
  onOwnUpdates(cart: CartId, updates: readonly Uint8Array[]): void
}

function newRecord(): CartRecord {
  return { id: randomId(16), relays: [], createdAt: Date.now() }
}

async function joinedRecord({ secret, relays }: Invite): Promise<CartRecord> {
  const named = relays.length > 0 ? relays : await likelyRelays(secret, defaultRelays)
  return { ...newRecord(), secret, relays: named }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** Opens every cart on this device; the first start makes an empty one. Rejects when the store cannot be read. */
export async function openCarts(deps: CartsDeps): Promise<Carts> {
  let identity = await loadIdentity()
  const { session, known } = await loadSessions()
  let isOpen = false
  const registry = await openRegistry({
    ...deps,
    onChange(change) {
      deps.onChange(change)
      if (isOpen) followRelays(change.cart)
    },
    clientIds: await loadClientIds(() => identity.device),
    device: () => identity.device,
    onOwnUpdates(id, updates) {
      if (isShared(id)) deps.onOwnUpdates(id, updates)
    },
  })
  // Two views may ask at once: a cart gets one secret, and a link one cart.
  const inTurn = oneAtATime()
  const { chosen } = registry
  isOpen = true
  if (registry.all().length === 0) await registry.create(newRecord())

  function isShared(id: CartId): boolean {
    return registry.record(id)?.secret !== undefined
  }

  /** Keeps what the members agreed on with the cart's record, so that a start without the network knows it too. */
  function followRelays(id: CartId): void {
    const record = registry.record(id)
    if (!record?.secret) return
    const relays = relaysOf(id)
    if (relays.join() === cartRelays(record.relays, []).join()) return
    deps.onRelays(id, relays)
    registry.update({ ...record, relays }).catch(error => {
      console.error('The relays of a cart could not be noted:', error)
    })
  }

  function relaysOf(id: CartId): readonly string[] {
    return cartRelays(registry.record(id)?.relays ?? [], registry.cart(id)?.index.head().relays ?? [])
  }

  function withSecret(secret: Uint8Array): CartId | undefined {
    return registry.records().find(record => record.secret && equalBytes(record.secret, secret))?.id
  }

  async function setIdentity(person: string): Promise<void> {
    identity = { ...identity, person }
    await saveIdentity(identity)
    deps.onListChange()
  }

  /** Writes the person into the cart's list of members, where that says something new. */
  async function enter(cart: OpenCart, person: string): Promise<void> {
    const member = memberOf({ ...identity, person })
    const written = cart.index.head().members.find(({ device }) => device === member.device)
    if (written?.person === person && written.colour === member.colour) return
    await cart.change(replica => setMember(replica, member))
  }

  /** The cart's secret and relays; it gets them here if it has none. */
  async function inviteTo({ id }: OpenCart): Promise<Invite> {
    const record = registry.record(id)
    if (!record) throw new UserError('cart-gone')
    if (record.secret) return { secret: record.secret, relays: record.relays }
    const secret = crypto.getRandomValues(new Uint8Array(32))
    const own = deps.ownRelays()
    const { relays, untried } = await chooseRelays({ secret, own, list: defaultRelays, probe: deps.probe })
    if (relays.length === 0) throw new UserError('no-relays')
    if (untried.length > 0) await saveUpkeep(id, { lookedAt: 0, untried: [...untried] })
    await registry.update({ ...record, secret, relays })
    deps.onShared(id)
    return { secret, relays }
  }

  async function share(person: string): Promise<Invite> {
    const cart = chosen()
    const invite = await inviteTo(cart)
    await setIdentity(person)
    await enter(cart, person)
    if (cart.index.head().relays.length === 0) {
      await cart.change(replica => setRelays(replica, [...invite.relays]))
    }
    return invite
  }

  async function join(invite: Invite, person: string): Promise<CartId> {
    const before = chosen()
    const known = withSecret(invite.secret)
    const cart = (known && registry.cart(known)) || (await registry.create(await joinedRecord(invite)))
    await registry.choose(cart.id)
    await setIdentity(person)
    if (!known) deps.onShared(cart.id)
    await enter(cart, person)
    // A first, empty cart that nobody used is only in the way once a household's cart is joined.
    if (before !== cart && !isShared(before.id) && before.index.keys().length === 0) {
      await registry.forget(before.id)
    }
    return cart.id
  }

  async function renounce(device: DeviceId): Promise<void> {
    if (device !== identity.device) return
    const next = { ...identity, device: randomId(8) }
    await saveIdentity(next)
    identity = next
    deps.onListChange()
    for (const cart of registry.all()) {
      if (!isShared(cart.id)) continue
      if (next.person !== undefined) await enter(cart, next.person)
      deps.onShared(cart.id)
    }
  }

  return {
    ...registry,
    identity: () => identity,
    isShared,
    shared: () => registry.records().flatMap(({ id, secret }) => (secret ? [id] : [])),
    async sharedCart(id) {
      const cart = registry.cart(id)
      const record = registry.record(id)
      if (!record?.secret || !cart) throw new UserError('cart-gone')
      const state = await cart.state()
      return {
        cart: id,
        secret: record.secret,
        // After the wait: what changed meanwhile was told to a network that does not have the cart yet.
        relays: relaysOf(id),
        device: identity.device,
        session,
        known,
        state,
      }
    },
    relays: id => (isShared(id) ? relaysOf(id) : []),
    withSecret,
    renounce(device) {
      // Before anything else: what is changed meanwhile must not be under an id that two have.
      if (device === identity.device) for (const cart of registry.all()) cart.renounce()
      return inTurn(() => renounce(device))
    },
    setPerson: person =>
      inTurn(async () => {
        await setIdentity(person)
        for (const cart of registry.all()) if (isShared(cart.id)) await enter(cart, person)
      }),
    share: person => inTurn(() => share(person)),
    join: (invite, person) => inTurn(() => join(invite, person)),
  }
}
