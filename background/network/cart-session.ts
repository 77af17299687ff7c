import { documentDigest } from '../../extension/cart/document-digest.ts'
import { type CartKeys, deriveKeys } from '../../extension/invite/keys.ts'
import { type CartSigner, cartSigner } from './cart-signer.ts'
import type { Cancel, NetworkEnvironment } from './environment.ts'
import { claimTag } from './guard/claim.ts'
import { openGuard } from './guard/open-guard.ts'
import type { ProfileGuard } from './guard/profile-guard.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import { OwnSlots } from './mailbox/own-slots.ts'
import { SlotMailbox } from './mailbox/slot-mailbox.ts'
import { PeersSwitch } from './peers/peers-switch.ts'
import type { FromNetwork, NetworkStatus, RelayStatus, SharedCart } from './protocol.ts'
import type { RelayRecords } from './relays/relay-records.ts'
import { RelaySet } from './relays/relay-set.ts'
import { watchAnswers } from './relays/watched-subscriber.ts'
import { type Origin, Replica } from './replica.ts'
import { SavedState } from './saved-state.ts'

/** Status changes that come together are told once. */
const statusMs = 50

export interface CartSessionOptions {
  readonly cart: SharedCart
  readonly environment: NetworkEnvironment
  readonly records: RelayRecords
  /** Whether other devices are to be looked for. */
  readonly active: boolean
  tell(message: FromNetwork): void
  /** The cart changed, here or elsewhere. */
  onChange(): void
  /** Something got on: a relay was reached, or gave something back. */
  onProgress(): void
  /** What `hasPeer` and `isSettled` answer may have changed. */
  onStir(): void
}

interface Parts {
  readonly relays: RelaySet
  readonly mailbox: Mailbox
  readonly peers: PeersSwitch
  readonly guard: ProfileGuard | undefined
}

/** One open cart: its replica, and everything that brings changes to it or takes them from it. */
export class CartSession {
  readonly #options: CartSessionOptions
  readonly #cart: SharedCart
  readonly #replica = new Replica((update, origin) => this.#changed(update, origin))
  readonly #saved: SavedState
  #urls: readonly string[]
  #parts: Parts | undefined
  #active: boolean
  #told = ''
  #progress = ''
  #cancelStatus: Cancel | undefined
  #reopening = false
  #closed = false

  constructor(options: CartSessionOptions) {
    const { cart, active, tell } = options
    this.#options = options
    this.#cart = cart
    this.#urls = cart.relays
    this.#active = active
    this.#replica.merge(cart.state, 'background')
    const replica = this.#replica
    this.#saved = new SavedState({
      document: {
        get revision() {
          return replica.revision
        },
        get isEmpty() {
          return replica.isEmpty
        },
        digest: () => documentDigest(replica.snapshot()),
      },
      kept: cart.kept,
      now: () => options.environment.now(),
      tell: kept => tell({ type: 'kept', cart: cart.cart, kept }),
      onKept: () => options.onStir(),
    })
    this.#start().catch(error => console.error('A cart could not be opened on the network:', error))
  }

  /** Whether `cart` is the very cart of this session, and can simply be merged. */
  isFor({ device, session, secret }: SharedCart): boolean {
    const own = this.#cart
    const isSameSecret =
      own.secret.length === secret.length && own.secret.every((byte, at) => byte === secret[at])
    return own.device === device && own.session === session && isSameSecret
  }

  /** Merges the background's state, and gives it what it lacked, what it is to keep and the status anew. */
  reopen({ state, relays, kept }: SharedCart): void {
    this.#reopening = true
    this.#replica.mergeWhole(state)
    this.#reopening = false
    this.setRelays(relays)
    this.#saved.reopened(kept)
    this.#told = ''
    this.#parts?.guard?.tellAgain()
    this.#statusChanged()
  }

  /** A change that this device made. */
  update(update: Uint8Array): void {
    this.#replica.merge(update, 'background')
    this.#saved.ownChange()
    this.#options.onChange()
    this.#statusChanged()
  }

  setRelays(urls: readonly string[]): void {
    this.#urls = urls
    this.#parts?.relays.update(urls)
    this.#statusChanged()
  }

  /** Whether other devices are to be looked for. */
  setActive(active: boolean): void {
    this.#active = active
    this.#parts?.peers.setActive(active)
    this.#parts?.guard?.setActive(active)
  }

  /** Relays that wait for their next attempt try at once. */
  retry(): void {
    this.#parts?.relays.retry()
  }

  get hasPeer(): boolean {
    return this.#parts?.peers.isConnected ?? false
  }

  /** Whether nothing more can be read or written now, and all that is to be kept was told. */
  get isSettled(): boolean {
    if (!this.#parts || this.#cancelStatus) return false
    const { relays, mailbox } = this.#parts
    return relays.isTried && mailbox.settled() && this.#saved.isKept
  }

  close(): void {
    this.#closed = true
    this.#cancelStatus?.()
    this.#parts?.guard?.close()
    this.#parts?.peers.close()
    this.#parts?.mailbox.close()
    this.#parts?.relays.close()
    this.#replica.destroy()
  }

  async #start(): Promise<void> {
    const keys = await deriveKeys(this.#cart.secret)
    const own = await OwnSlots.of(keys.tagKey, this.#cart.device)
    const claim = await claimTag(keys.tagKey, this.#cart.device)
    await this.#saved.start()
    if (this.#closed) return
    this.#parts = this.#open(keys, own, claim)
    this.setActive(this.#active)
    this.#statusChanged()
  }

  #open(keys: CartKeys, own: OwnSlots, claim: string): Parts {
    const { environment, records } = this.#options
    const signer = cartSigner(keys.signingKey, environment.signatures)
    const onChange = (): void => {
      this.#parts?.guard?.look()
      this.#statusChanged()
    }
    const mailbox = new SlotMailbox({
      device: this.#cart.device,
      session: this.#cart.session,
      own,
      keys,
      signer,
      replica: this.#replica,
      clock: environment,
      budgetOf: url => records.budgetOf(url),
      onChange,
      onOwnSlot: session => this.#parts?.guard?.saw(session),
    })
    const guard = openGuard({
      cart: this.#cart,
      slot: claim,
      contentKey: keys.contentKey,
      signer,
      clock: environment,
      replica: this.#replica,
      relayCount: () => this.#urls.length,
      isRead: url => mailbox.share(url).holds !== undefined,
      budgetOf: url => records.budgetOf(url),
      tell: message => this.#options.tell(message),
    })
    const peers = this.#openPeers(keys, signer)
    const relays = new RelaySet({
      urls: this.#urls,
      environment,
      signer,
      subscribers: [
        watchAnswers(mailbox, url => records.answered(url)),
        ...(guard ? [guard] : []),
        ...peers.subscribers,
      ],
      onStatus: onChange,
      onFailure: url => records.failed(url),
      limitsOf: url => records.of(url).limits,
      onLimits: (url, limits) => records.learned(url, limits),
    })
    return { relays, mailbox, peers, guard }
  }

  #openPeers(keys: CartKeys, signer: CartSigner): PeersSwitch {
    const { environment, records } = this.#options
    return new PeersSwitch({
      cart: this.#cart.cart,
      keys,
      signer,
      device: this.#cart.device,
      session: this.#cart.session,
      onOwnDevice: session => this.#parts?.guard?.saw(session),
      state: () => this.#replica.state(),
      environment,
      relays: () => this.#parts?.relays.open ?? [],
      budgetOf: url => records.budgetOf(url),
      receive: update => {
        this.#replica.merge(update, 'peers')
        this.#statusChanged()
      },
      onChange: () => this.#statusChanged(),
    })
  }

  #changed(update: Uint8Array, origin: Origin): void {
    const { tell, onChange } = this.#options
    if (origin !== 'background') tell({ type: 'update', cart: this.#cart.cart, update })
    if (origin !== 'peers') this.#parts?.peers.send(update)
    this.#parts?.mailbox.changed(origin)
    // What the background lacked is no news to the others.
    if (origin !== 'background' && !this.#reopening) onChange()
    this.#statusChanged()
  }

  #statusChanged(): void {
    if (this.#closed) return
    this.#cancelStatus ??= this.#options.environment.after(statusMs, () => {
      this.#cancelStatus = undefined
      this.#tellStatus()
    })
  }

  #tellStatus(): void {
    if (!this.#parts) return
    const status = this.#status(this.#parts)
    this.#saved.keep(status)
    this.#noteProgress(status)
    const told = JSON.stringify(status)
    if (told === this.#told) return
    this.#told = told
    this.#options.tell({ type: 'status', cart: this.#cart.cart, status })
  }

  /** A relay that fails again and again changes the status, but gets nowhere. */
  #noteProgress({ relays, savedAt, waiting, progress }: NetworkStatus): void {
    const reached = relays.map(({ url, state, hasAll, holds }) => [url, state === 'connected', hasAll, holds])
    const now = JSON.stringify([reached, savedAt, waiting, progress])
    if (now === this.#progress) this.#options.onStir()
    else this.#options.onProgress()
    this.#progress = now
  }

  #status({ relays, mailbox, peers }: Parts): NetworkStatus {
    const { leftOut } = this.#replica
    const { savedAt, progress, ...told } = mailbox.status()
    const saved = this.#saved.of(
      relays.statuses.map(status => this.#relayStatus({ ...status, ...mailbox.share(status.url) })),
      savedAt,
    )
    // What connected relays refuse, one that is out of reach now may have.
    const problem = saved.savedOn > 0 && told.problem !== 'cart-too-large' ? undefined : told.problem
    return {
      ...saved,
      peers: peers.devices(),
      ...(progress && { progress }),
      ...(problem !== undefined && { problem }),
      ...(leftOut !== undefined && { leftOut }),
    }
  }

  #relayStatus(status: RelayStatus): RelayStatus {
    const { answeredAt } = this.#options.records.of(status.url)
    return { ...status, ...(answeredAt !== undefined && { answeredAt }) }
  }
}
