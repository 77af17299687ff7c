import { Observable } from 'lib0/observable'
import { lineAt, type SignalingEnd, type SignalingLine } from './peers/signaling-lines.ts'

/** What y-webrtc sends to a signaling server; see its bin/server.js. */
interface PublishMessage {
  readonly type: 'publish'
  readonly topic: string
  readonly data: string
}

function isPublish(message: unknown): message is PublishMessage {
  if (typeof message !== 'object' || message === null) return false
  const { type, topic, data } = message as Partial<Record<keyof PublishMessage, unknown>>
  return type === 'publish' && typeof topic === 'string' && typeof data === 'string'
}

/**
 * Stands in for `lib0/websocket` in y-webrtc, by whose build-time alias it is found: the same interface, but its
 * messages go over the cart's relays. It is "connected" while y-webrtc may announce itself; every `connect` event
 * makes y-webrtc announce once.
 */
export class WebsocketClient extends Observable<string> implements SignalingEnd {
  readonly url: string
  connected = false
  readonly #line: SignalingLine | undefined

  constructor(url: string) {
    super()
    this.url = url
    this.#line = lineAt(url)
    this.#line?.attach(this)
  }

  /**
   * Takes y-webrtc's messages. Subscriptions need nothing (the session hears its own cart only), and publications
   * for rooms of other carts are dropped: y-webrtc sends each room's announcement through every client.
   */
  send(message: unknown): void {
    if (isPublish(message) && message.topic === this.#line?.topic) this.#line.publish(message.data)
  }

  /** Lets y-webrtc announce itself. */
  connect(): void {
    this.connected = true
    this.emit('connect', [{ type: 'connect' }, this])
  }

  disconnect(): void {
    if (!this.connected) return
    this.connected = false
    this.emit('disconnect', [{ type: 'disconnect' }, this])
  }

  /** Hands y-webrtc what another device published. */
  deliver(data: string): void {
    this.emit('message', [{ type: 'publish', topic: this.#line?.topic, data }, this])
  }

  override destroy(): void {
    this.#line?.detach(this)
    this.connected = false
    super.destroy()
  }
}
