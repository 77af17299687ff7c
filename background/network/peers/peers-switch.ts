import type { CartId } from '../../../extension/cart/cart-id.ts'
import type { DeviceId } from '../../../extension/cart/cart-view.ts'
import type { RelaySubscriber } from '../relays/relay-connection.ts'
import { hasWebRtc, Peers, type PeersOptions } from './peers.ts'
import { signalFilters } from './signal-channel.ts'
import { SignalQuestion } from './signal-question.ts'

export interface PeersSwitchOptions extends Omit<PeersOptions, 'url' | 'state'> {
  readonly cart: CartId
  /** The cart now, as one Yjs v1 update. */
  state(): Uint8Array
}

let opened = 0

/** Looks for other devices while there is a reason to, and keeps those that are connected. */
export class PeersSwitch {
  readonly #options: PeersSwitchOptions
  readonly #question: SignalQuestion
  #peers: Peers | undefined

  constructor(options: PeersSwitchOptions) {
    this.#options = options
    this.#question = new SignalQuestion(() => signalFilters(options.signer, options.environment))
  }

  /** What a relay has to be asked for this; nothing where there is no WebRTC. */
  get subscribers(): readonly RelaySubscriber[] {
    return hasWebRtc() ? [this.#question] : []
  }

  setActive(active: boolean): void {
    if (active) this.#open()
    else if (!this.isConnected) this.close()
  }

  /** Passes a change on to every connected device. */
  send(update: Uint8Array): void {
    this.#peers?.send(update)
  }

  /** Other devices that are connected now, each once. */
  devices(): DeviceId[] {
    return this.#peers?.devices() ?? []
  }

  get isConnected(): boolean {
    return (this.#peers?.connectedPeers().length ?? 0) > 0
  }

  close(): void {
    this.#question.detach()
    this.#peers?.close()
    this.#peers = undefined
  }

  #open(): void {
    if (!hasWebRtc()) return
    if (this.#peers) {
      this.#peers.announce()
      return
    }
    opened += 1
    const { cart, state, ...options } = this.#options
    this.#peers = new Peers({ ...options, url: `cart:${cart}/${opened}`, state: state() })
    this.#question.attach(this.#peers.subscriber)
  }
}
