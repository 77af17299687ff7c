import { type CartKeys, deriveKeys } from '../../extension/invite/keys.ts'
import { type CartSigner, cartSigner } from './cart-signer.ts'
import type { Cancel, NetworkEnvironment } from './environment.ts'
import { slotTag } from './mailbox/slot.ts'
import { SnapshotMailbox } from './mailbox/snapshot-mailbox.ts'
import { hasWebRtc, Peers } from './peers/peers.ts'
import type { FromNetwork, NetworkStatus, SharedCart } from './protocol.ts'
import { RelaySet } from './relays/relay-set.ts'
import { type Origin, Replica } from './replica.ts'

/** Status changes that come together are told once. */
const statusMs = 50

let sessions = 0

/** One open cart: its replica, and everything that brings changes to it or takes them from it. */
export class CartSession {
  readonly #cart: SharedCart
  readonly #environment: NetworkEnvironment
  readonly #tell: (message: FromNetwork) => void
  readonly #replica = new Replica((update, origin) => this.#changed(update, origin))
  #parts: { relays: RelaySet; mailbox: SnapshotMailbox; peers: Peers | undefined } | undefined
  #active = true
  #told = ''
  #cancelStatus: Cancel | undefined
  #closed = false

  constructor(cart: SharedCart, environment: NetworkEnvironment, tell: (message: FromNetwork) => void) {
    this.#cart = cart
    this.#environment = environment
    this.#tell = tell
    this.#replica.merge(cart.state, 'background')
    this.#start().catch(error => console.error('A cart could not be opened on the network:', error))
  }

  /** Whether `cart` is the very cart of this session, and can simply be merged. */
  isFor(cart: SharedCart): boolean {
    const same = (a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean =>
      a.length === b.length && Array.from(a).every((value, index) => value === b[index])
    const { device, secret, relays } = this.#cart
    return cart.device === device && same(cart.secret, secret) && same(cart.relays, relays)
  }

  /** Merges the background's state, and gives it what it lacked and the status anew. */
  reopen(state: Uint8Array): void {
    this.#replica.mergeWhole(state)
    this.#told = ''
    this.#statusChanged()
  }

  update(update: Uint8Array): void {
    this.#replica.merge(update, 'background')
    this.#statusChanged()
  }

  setActive(active: boolean): void {
    this.#active = active
    this.#parts?.peers?.setActive(active)
    if (active) this.#parts?.relays.retry()
  }

  close(): void {
    this.#closed = true
    this.#cancelStatus?.()
    this.#parts?.peers?.close()
    this.#parts?.mailbox.close()
    this.#parts?.relays.close()
    this.#replica.destroy()
  }

  async #start(): Promise<void> {
    const keys = await deriveKeys(this.#cart.secret)
    const slot = await slotTag(keys.tagKey, `snapshot/${this.#cart.device}`)
    if (this.#closed) return
    const signer = cartSigner(keys.signingKey, this.#environment.signatures)
    const onChange = (): void => this.#statusChanged()
    const mailbox = new SnapshotMailbox({
      slot,
      keys,
      signer,
      replica: this.#replica,
      clock: this.#environment,
      onChange,
    })
    const peers = hasWebRtc() ? this.#openPeers(keys, signer) : undefined
    const relays = new RelaySet({
      urls: this.#cart.relays,
      environment: this.#environment,
      signer,
      subscribers: peers ? [mailbox, peers.subscriber] : [mailbox],
      onStatus: onChange,
    })
    this.#parts = { relays, mailbox, peers }
    peers?.setActive(this.#active)
    onChange()
  }

  #openPeers(keys: CartKeys, signer: CartSigner): Peers {
    sessions += 1
    return new Peers({
      url: `cart:${this.#cart.cart}/${sessions}`,
      keys,
      signer,
      device: this.#cart.device,
      state: this.#replica.state(),
      environment: this.#environment,
      relays: () => this.#parts?.relays.open ?? [],
      receive: update => {
        this.#replica.merge(update, 'peers')
        this.#statusChanged()
      },
      onChange: () => this.#statusChanged(),
    })
  }

  #changed(update: Uint8Array, origin: Origin): void {
    if (origin !== 'background') this.#tell({ type: 'update', cart: this.#cart.cart, update })
    if (origin !== 'peers') this.#parts?.peers?.send(update)
    this.#parts?.mailbox.changed(origin)
    this.#statusChanged()
  }

  #statusChanged(): void {
    if (this.#closed) return
    this.#cancelStatus ??= this.#environment.after(statusMs, () => {
      this.#cancelStatus = undefined
      this.#tellStatus()
    })
  }

  #tellStatus(): void {
    const status = this.#status()
    if (!status) return
    const told = JSON.stringify(status)
    if (told === this.#told) return
    this.#told = told
    this.#tell({ type: 'status', cart: this.#cart.cart, status })
  }

  #status(): NetworkStatus | undefined {
    if (!this.#parts) return undefined
    const { relays, mailbox, peers } = this.#parts
    const { leftOut } = this.#replica
    const { waiting, ...saved } = mailbox.status()
    return {
      relays: relays.statuses.map(status => ({ ...status, ...mailbox.share(status.url) })),
      peers: peers?.devices() ?? [],
      ...saved,
      waiting: waiting ? 1 : 0,
      ...(leftOut !== undefined && { leftOut }),
    }
  }
}
