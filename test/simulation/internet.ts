import type { Random } from './random.ts'
import type { RelayClient, SimulatedRelay } from './simulated-relay.ts'
import type { VirtualTime } from './virtual-time.ts'

/** A computer on the internet that opens sockets. */
export interface Host {
  readonly name: string
  /** `silent`: what is sent is lost, and nobody is told. */
  reach: 'online' | 'offline' | 'silent'
}

/** What happened on the wire, told in order. */
export type Wiretap = (...words: readonly (string | number)[]) => void

const refusedMs = 50

/** The sockets between the devices and the relays: each keeps its order and takes its time. */
export class Internet {
  readonly #time: VirtualTime
  readonly #random: Random
  readonly #relays: ReadonlyMap<string, SimulatedRelay>
  readonly #tap: Wiretap
  readonly #connections = new Set<Connection>()
  #opened = 0

  constructor(time: VirtualTime, random: Random, relays: readonly SimulatedRelay[], tap: Wiretap) {
    this.#time = time
    this.#random = random
    this.#relays = new Map(relays.map(relay => [relay.url, relay]))
    this.#tap = tap
  }

  /** The WebSocket that a program on this host has. `isRunning` becomes false when the program is killed. */
  socketsOf(host: Host, isRunning: () => boolean): typeof WebSocket {
    const open = (url: string, socket: VirtualSocket): Connection => this.#open(url, host, socket, isRunning)
    const HostSocket = class extends VirtualSocket {
      constructor(url: string) {
        super(socket => open(url, socket))
      }
    }
    return HostSocket as unknown as typeof WebSocket
  }

  /** The relay ends every connection. */
  cut(relay: SimulatedRelay): void {
    for (const connection of [...this.#connections]) if (connection.relay === relay) connection.cut()
  }

  /** The host loses, or regains, the internet. */
  setReach(host: Host, reach: Host['reach']): void {
    host.reach = reach
    for (const connection of [...this.#connections]) {
      if (connection.host !== host) continue
      if (reach === 'offline') connection.cut()
      // What was lost on the way is not sent again: such a connection stays dead.
      else connection.lose()
    }
  }

  #open(url: string, host: Host, socket: VirtualSocket, isRunning: () => boolean): Connection {
    const address = url.replace(/\/$/, '')
    const relay = this.#relays.get(address)
    if (!relay) throw new Error(`There is no relay ${url}`)
    this.#opened += 1
    const connection = new Connection({
      relay,
      host,
      socket,
      isRunning,
      time: this.#time,
      random: this.#random.fork(`${host.name} ${address} ${this.#opened}`),
      tap: this.#tap,
      onEnd: () => this.#connections.delete(connection),
    })
    this.#connections.add(connection)
    return connection
  }
}

interface ConnectionOptions {
  readonly relay: SimulatedRelay
  readonly host: Host
  readonly socket: VirtualSocket
  readonly time: VirtualTime
  readonly random: Random
  readonly tap: Wiretap
  isRunning(): boolean
  onEnd(): void
}

type Direction = 'up' | 'down'

class Connection implements RelayClient {
  readonly relay: SimulatedRelay
  readonly host: Host
  readonly #options: ConnectionOptions
  readonly #latency: number
  readonly #free = { up: 0, down: 0 }
  #state: 'opening' | 'open' | 'ended' = 'opening'
  #isLost = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.relay = options.relay
    this.host = options.host
    this.#latency = options.random.between(10, 120)
    const isRefused = this.host.reach === 'offline' || this.relay.fault === 'down'
    this.#isLost = this.host.reach === 'silent'
    this.#travel(isRefused ? 'down' : 'up', () => (isRefused ? this.#refuse() : this.#accept()))
  }

  /** To the relay. */
  transmit(frame: string): void {
    this.#travel('up', () => {
      this.#options.tap(this.host.name, this.relay.url, frame.slice(0, 60), frame.length)
      this.relay.received(this, frame)
    })
  }

  /** A ping of the WebSocket protocol, which the relay's server answers by itself. */
  ping(answered: () => void): void {
    this.#travel('up', () => {
      if (this.relay.fault !== 'silent') this.#travel('down', answered)
    })
  }

  /** From the relay. */
  send(frame: string): void {
    this.#travel('down', () => {
      if (this.#state === 'open') this.#options.socket.onmessage?.({ data: frame })
    })
  }

  /** Ends it as the client does: the relay hears of it later, the client at once. */
  close(): void {
    this.#end()
    this.#options.time.after(1, () => this.#tellClosed())
  }

  /** Ends it at once, for both. */
  cut(): void {
    this.#end()
    this.#tellClosed()
  }

  /** From now on nothing arrives. */
  lose(): void {
    this.#isLost = true
  }

  #accept(): void {
    if (this.#state !== 'opening') return
    if (this.relay.fault === 'down') {
      this.#refuse()
      return
    }
    this.#travel('down', () => {
      if (this.#state !== 'opening') return
      this.#state = 'open'
      this.#options.socket.readyState = VirtualSocket.OPEN
      this.#options.socket.onopen?.()
    })
    this.relay.connected(this)
  }

  #refuse(): void {
    this.#options.time.after(refusedMs, () => {
      if (this.#state === 'ended') return
      this.#end()
      this.#options.socket.readyState = VirtualSocket.CLOSED
      if (this.#options.isRunning()) this.#options.socket.onerror?.()
    })
  }

  #end(): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.relay.disconnected(this)
    this.#options.onEnd()
  }

  #tellClosed(): void {
    const { socket, isRunning } = this.#options
    socket.readyState = VirtualSocket.CLOSED
    if (isRunning()) socket.onclose?.({})
  }

  /** Brings something to the other end, after what was sent before it. */
  #travel(direction: Direction, arrive: () => void): void {
    const { time, random } = this.#options
    const slow = this.relay.fault === 'slow' ? 8_000 : 0
    const at = Math.max(this.#free[direction], time.now() + slow + this.#latency * random.between(0.8, 1.2))
    this.#free[direction] = at
    time.after(at - time.now(), () => {
      if (!this.#isLost && this.#state !== 'ended') arrive()
    })
  }
}

/**
 * As much of a WebSocket as nostr-tools uses. It asks for pongs where there are any, as in Node, and questions the relay
 * where there are none, as in a browser: that would be most of what a simulation does.
 */
class VirtualSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readyState: number = VirtualSocket.CONNECTING
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  onclose: ((event: { message?: string }) => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  readonly #connection: Connection
  #onPong: (() => void) | undefined

  constructor(open: (socket: VirtualSocket) => Connection) {
    this.#connection = open(this)
  }

  send(frame: string): void {
    if (this.readyState === VirtualSocket.OPEN) this.#connection.transmit(frame)
  }

  ping(): void {
    this.#connection.ping(() => {
      this.#onPong?.()
      this.#onPong = undefined
    })
  }

  once(_pong: string, listener: () => void): void {
    this.#onPong = listener
  }

  close(): void {
    if (this.readyState >= VirtualSocket.CLOSING) return
    this.readyState = VirtualSocket.CLOSING
    this.#connection.close()
  }
}
