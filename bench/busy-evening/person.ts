import * as Y from 'yjs'
import { cartSigner } from '../../background/network/cart-signer.ts'
import type { NetworkEnvironment } from '../../background/network/environment.ts'
import { OwnSlots } from '../../background/network/mailbox/own-slots.ts'
import { SlotMailbox } from '../../background/network/mailbox/slot-mailbox.ts'
import { Announcer } from '../../background/network/peers/announcer.ts'
import { SignalChannel } from '../../background/network/peers/signal-channel.ts'
import { RelayRecords } from '../../background/network/relays/relay-records.ts'
import { RelaySet } from '../../background/network/relays/relay-set.ts'
import { Replica } from '../../background/network/replica.ts'
import type { Replica as CartReplica } from '../../extension/cart/replica.ts'
import { deriveKeys } from '../../extension/invite/keys.ts'

interface PersonOptions {
  readonly device: string
  readonly state: Uint8Array
  readonly relays: readonly string[]
  readonly environment: NetworkEnvironment
  /** Whether there is a direct connection: then nobody is looked for. */
  readonly isDirect: boolean
  /** The cart changed, here (`background`) or by what came in. */
  onChange(update: Uint8Array, origin: 'background' | 'peers' | 'mailbox'): void
}

/** y-webrtc's announcement: its topic, its encryption and its own words. */
const announcement = 'x'.repeat(200)

/**
 * One person's device, wired as background/network/cart-session.ts does it, but for y-webrtc, which needs a browser: what a
 * peer gives is handed to `receive`, which is where y-webrtc's updates come in.
 */
export class Person {
  readonly cart: CartReplica
  readonly #replica: Replica
  readonly #close: () => void
  /** What is applied to `cart` was not done by this person. */
  #isMerging = false

  private constructor(options: PersonOptions, keys: Awaited<ReturnType<typeof deriveKeys>>, own: OwnSlots) {
    const { device, state, environment, relays: urls, onChange } = options
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    this.cart = { doc, device, now: () => environment.now() }
    const replica = new Replica((update, origin) => {
      mailbox.changed(origin)
      if (origin !== 'background') this.#merge(update)
      onChange(update, origin)
    })
    this.#replica = replica
    const signer = cartSigner(keys.signingKey, environment.signatures)
    const records = new RelayRecords({ clock: environment, tell: () => {} })
    const mailbox: SlotMailbox = new SlotMailbox({
      device,
      session: '0123456789abcdef',
      own,
      keys,
      signer,
      replica,
      clock: environment,
      budgetOf: url => records.budgetOf(url),
      onChange: () => {},
      onOwnSlot: () => {},
    })
    replica.merge(state, 'background')
    const channel = new SignalChannel({
      contentKey: keys.contentKey,
      signer,
      clock: environment,
      relays: () => relays.open,
      budgetOf: url => records.budgetOf(url),
      onSignal: () => {},
      onReady: () => announcer.start(),
    })
    const announcer = new Announcer({
      clock: environment,
      isAlone: () => !options.isDirect,
      announce: () => void channel.send(announcement),
    })
    const relays: RelaySet = new RelaySet({
      urls,
      environment,
      signer,
      subscribers: [mailbox, channel],
      onStatus: () => {},
    })
    this.#close = () => {
      announcer.stop()
      mailbox.close()
      relays.close()
    }
    doc.on('update', (update: Uint8Array) => {
      if (!this.#isMerging) replica.merge(update, 'background')
    })
  }

  static async of(options: PersonOptions, secret: Uint8Array): Promise<Person> {
    const keys = await deriveKeys(secret)
    return new Person(options, keys, await OwnSlots.of(keys.tagKey, options.device))
  }

  /** A change came over the direct connection. */
  receive(update: Uint8Array): void {
    this.#replica.merge(update, 'peers')
  }

  close(): void {
    this.#close()
  }

  #merge(update: Uint8Array): void {
    this.#isMerging = true
    Y.applyUpdate(this.cart.doc, update)
    this.#isMerging = false
  }
}
