import * as v from 'valibot'
import type { Awareness } from 'y-protocols/awareness'
import { WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'
import type { DeviceId } from '../../../extension/cart/cart-view.ts'
import type { CartKeys } from '../../../extension/invite/keys.ts'
import type { CartSigner } from '../cart-signer.ts'
import type { Cancel, NetworkEnvironment } from '../environment.ts'
import type { SessionId } from '../protocol.ts'
import type { RelaySubscriber } from '../relays/relay-connection.ts'
import type { WriteBudget } from '../relays/write-budget.ts'
import { Announcer } from './announcer.ts'
import { fragmentingWebRtc } from './fragmenting-webrtc.ts'
import { leaveRoom, roomIsFree } from './rooms.ts'
import { SignalChannel, type SignalRelay } from './signal-channel.ts'
import { readPeerSignal, SignalGuard } from './signal-guard.ts'
import { registerLine, type SignalingEnd } from './signaling-lines.ts'

export interface PeersOptions {
  /** An address that no other session uses. */
  readonly url: string
  readonly keys: CartKeys
  readonly signer: CartSigner
  readonly device: DeviceId
  readonly session: SessionId
  /** The cart now, as one Yjs v1 update. */
  readonly state: Uint8Array
  readonly environment: NetworkEnvironment
  /** The relays that are connected now. */
  relays(): Iterable<SignalRelay>
  budgetOf(url: string): Pick<WriteBudget, 'takeSignal'>
  /** A change from a connected device. */
  receive(update: Uint8Array): void
  onChange(): void
  /** A connected peer says that it is this very device, in another session. */
  onOwnDevice?(session: SessionId): void
}

/** What a device says of itself to those it is connected with: y-webrtc's name of it, and its own. */
const presenceSchema = v.object({
  peer: v.string(),
  device: v.pipe(v.string(), v.regex(/^[\w-]{8}$/)),
  session: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
})
type Presence = v.InferOutput<typeof presenceSchema>

/** Whether this environment has WebRTC at all: a worker, plain Node and some hardened browsers have not. */
export function hasWebRtc(): boolean {
  return typeof RTCPeerConnection !== 'undefined'
}

/** A call that nobody has answered by then is given up. */
const callMs = 15_000

/** Time for a call that is under way already, before an announcement is answered by another. */
const answerMs = 300

/**
 * Connects the cart's devices to each other by y-webrtc, with the relays for signaling. It has a document of its own,
 * because y-webrtc applies whatever a peer sends: what comes out of it is checked like any other update.
 */
export class Peers {
  readonly #options: PeersOptions
  readonly #doc = new Y.Doc()
  readonly #channel: SignalChannel
  readonly #announcer: Announcer
  readonly #guard = new SignalGuard()
  readonly #unregister: () => void
  #provider: WebrtcProvider | undefined
  #client: SignalingEnd | undefined
  #cancelAnswer: Cancel | undefined
  #isOpen = false
  #isHeard = false
  #closed = false

  constructor(options: PeersOptions) {
    this.#options = options
    const { keys, signer, url, state, environment: clock } = options
    Y.applyUpdate(this.#doc, state, this)
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) options.receive(update)
    })
    this.#channel = new SignalChannel({
      contentKey: keys.contentKey,
      signer,
      clock,
      relays: () => options.relays(),
      budgetOf: url => options.budgetOf(url),
      onSignal: data => void this.#takeSignal(data),
      onReady: () => {
        this.#isHeard = true
        this.#announce()
      },
    })
    this.#announcer = new Announcer({
      clock,
      isAlone: () => this.connectedPeers().length === 0,
      announce: () => this.#client?.connect(),
    })
    this.#unregister = registerLine(url, {
      topic: keys.roomName,
      attach: client => {
        this.#client = client
      },
      detach: () => {
        this.#client = undefined
      },
      publish: data => {
        this.#channel.send(data).catch(error => console.error('A signal could not be sent:', error))
      },
    })
    this.#start().catch(error => console.error('No device can be reached directly:', error))
  }

  /** What a relay has to be asked for this. */
  get subscriber(): RelaySubscriber {
    return this.#channel
  }

  /** Passes a change on to every connected device. */
  send(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update, this)
  }

  /** Other devices that are connected now, each once. */
  devices(): DeviceId[] {
    const devices = new Set(this.#present().map(({ device }) => device))
    devices.delete(this.#options.device)
    return [...devices].sort()
  }

  #reportOwnDevice(): void {
    for (const { device, session } of this.#present()) {
      if (device === this.#options.device && session !== undefined) this.#options.onOwnDevice?.(session)
    }
  }

  /** What connected peers say of themselves. */
  #present(): Presence[] {
    const connected = new Set(this.connectedPeers())
    const states = this.#provider ? [...awarenessOf(this.#provider).getStates().values()] : []
    return states.flatMap(state => {
      const parsed = v.safeParse(presenceSchema, state)
      return parsed.success && connected.has(parsed.output.peer) ? [parsed.output] : []
    })
  }

  /** y-webrtc's names of the peers with an open channel. */
  connectedPeers(): string[] {
    const room = this.#provider?.room
    if (!room) return []
    const direct = [...room.webrtcConns]
      .filter(([, connection]) => connection.connected)
      .map(([peer]) => peer)
    return [...direct, ...room.bcConns]
  }

  /** Announces this device anew: somebody looks, and may wait for another. */
  announce(): void {
    this.#announce()
  }

  close(): void {
    this.#closed = true
    this.#announcer.stop()
    this.#cancelAnswer?.()
    if (this.#provider) leaveRoom(this.#options.keys.roomName, this.#provider)
    this.#doc.destroy()
    this.#unregister()
  }

  #openProvider(): WebrtcProvider {
    const { keys, url } = this.#options
    const provider = new WebrtcProvider(keys.roomName, this.#doc, {
      signaling: [url],
      password: keys.roomPassword,
      peerOpts: {
        trickle: false,
        config: { iceServers: [] },
        ...(hasWebRtc() && { wrtc: fragmentingWebRtc() }),
      },
    })
    awarenessOf(provider).on('change', () => {
      this.#reportOwnDevice()
      this.#options.onChange()
    })
    provider.on('peers', ({ added, removed }) => {
      for (const peer of added) this.#watch(peer)
      if (removed.length > 0) this.#announce()
      this.#options.onChange()
    })
    provider.on('synced', () => this.#options.onChange())
    return provider
  }

  async #start(): Promise<void> {
    await roomIsFree(this.#options.keys.roomName)
    if (this.#closed) return
    const provider = this.#openProvider()
    this.#provider = provider
    await provider.key
    const { room } = provider
    if (!room || this.#closed) return
    const { device, session } = this.#options
    awarenessOf(provider).setLocalState({ device, session, peer: room.peerId })
    this.#isOpen = true
    this.#announce()
  }

  /** An announcement before the room is open or a relay listens would be lost, and the next is only 2 s later. */
  #announce(): void {
    if (this.#isOpen && this.#isHeard) this.#announcer.start()
  }

  async #takeSignal(data: string): Promise<void> {
    const key = await this.#provider?.key
    const signal = key && (await readPeerSignal(data, key))
    const room = this.#provider?.room
    if (!signal || !room || this.#closed) return
    const verdict = this.#guard.judge(signal, room.peerId, peer => room.webrtcConns.has(peer))
    if (verdict === 'deliver') this.#client?.deliver(data)
    else if (verdict === 'announce') this.#answerLater(signal.from)
  }

  /** Announces this device in return, unless the other has heard of it anyway and called by then. */
  #answerLater(peer: string): void {
    this.#cancelAnswer ??= this.#options.environment.after(answerMs, () => {
      this.#cancelAnswer = undefined
      if (!this.#provider?.room?.webrtcConns.has(peer)) this.#client?.connect()
    })
  }

  #watch(peer: string): void {
    const connection = this.#provider?.room?.webrtcConns.get(peer)
    if (!connection) return
    // Who the peer is may have been heard from a third one already: then this is the only news.
    connection.peer.on('connect', () => this.#options.onChange())
    // y-webrtc keeps a call for ever; if its offer or its answer was lost, the peer could not be called again.
    this.#options.environment.after(callMs, () => {
      if (!connection.connected && !connection.closed) connection.destroy()
    })
  }
}

/** y-webrtc's types know less of it. */
function awarenessOf(provider: WebrtcProvider): Awareness {
  return provider.awareness as Awareness
}
