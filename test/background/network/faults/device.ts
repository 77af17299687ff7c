import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import type { NetworkEnvironment } from '../../../../background/network/environment.ts'
import { linePair } from '../../../../background/network/in-page.ts'
import { startNetwork } from '../../../../background/network/network.ts'
import type {
  BackgroundEnd,
  FromNetwork,
  KeptState,
  NetworkStatus,
  ProbeResult,
  RelayRecord,
} from '../../../../background/network/protocol.ts'
import { environment } from '../members.ts'
import type { FastClock } from './fast-clock.ts'
import { mortalWebSocket } from './mortal-web-socket.ts'

const cart = 'cart-of-the-test'

export interface DeviceOptions {
  /** 8 characters. */
  readonly id: string
  readonly secret: Uint8Array
  readonly relays: readonly string[]
  readonly clock: FastClock
  /** How much this device's own clock is ahead, ms. */
  readonly skew?: number
  /** A copy of that device's profile: its id, and what it has on disk. */
  readonly copyOf?: Device
  onStatus?(status: NetworkStatus): void
  /** The members agreed on other relays. */
  onAgreed?(): void
}

/** A device of a household: its disk, its background, and the real network between that and the relays. */
export class Device {
  readonly #options: DeviceOptions
  #doc = new Y.Doc()
  #background: BackgroundEnd | undefined
  #die: () => void = () => {}
  #relays: readonly string[]
  #kept: KeptState | undefined
  readonly #records = new Map<string, RelayRecord>()
  readonly #probes = new Map<number, (results: readonly ProbeResult[]) => void>()
  /** How much this device's own clock is ahead, ms. */
  skew: number
  #lives = Number.POSITIVE_INFINITY
  /** Every status since the start, oldest first. */
  statuses: NetworkStatus[] = []
  /** Whether `diesAfter` has killed it. */
  hasDied = false

  constructor(options: DeviceOptions) {
    this.#options = options
    this.#relays = options.relays
    this.skew = options.skew ?? 0
    if (options.copyOf) Y.applyUpdate(this.#doc, options.copyOf.state())
  }

  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc)
  }

  /** Starts the network, as the background does: with what is on disk. */
  start(): void {
    const { id, secret, clock } = this.#options
    const { background, network } = linePair()
    const sockets = mortalWebSocket(environment.webSocket, this.#lives, () => {
      this.hasDied = true
      this.#lives = Number.POSITIVE_INFINITY
      this.kill()
    })
    let lives = true
    const surroundings: NetworkEnvironment = {
      ...environment,
      webSocket: sockets.webSocket,
      now: () => clock.now() + this.skew,
      after: (ms, run) => clock.after(ms, () => lives && run()),
    }
    this.#die = () => {
      lives = false
      sockets.kill()
    }
    this.#background = background
    startNetwork(network, surroundings)
    background.onMessage(message => lives && this.#heard(message))
    background.send({ type: 'relay-records', records: [...this.#records.values()] })
    background.send({
      type: 'open',
      cart,
      secret,
      relays: this.#relays,
      device: id,
      session: randomBytes(8).toString('hex'),
      state: this.state(),
      ...(this.#kept && { kept: this.#kept }),
    })
    background.send({ type: 'attention', active: true })
    this.statuses = []
  }

  /** At its next start, it is killed by so many messages over its sockets, in both directions together. */
  diesAfter(messages: number): void {
    this.#lives = messages
  }

  /** Ends the network in good order, as when the browser is closed. */
  stop(): void {
    this.#end(true)
  }

  /** The worker is killed: nothing more is sent, heard or done. */
  kill(): void {
    this.#end(false)
  }

  /** Adds an entry to this device's own. It is on disk before it is sent. */
  add(...entries: string[]): void {
    this.change(doc => doc.getArray<string>(`d:${this.#options.id}`).push(entries))
  }

  /** Removes an entry, whoever added it. */
  remove(entry: string): void {
    this.change(doc => {
      for (const name of doc.share.keys()) {
        if (!name.startsWith('d:')) continue
        const entries = doc.getArray<string>(name)
        const at = entries.toArray().indexOf(entry)
        if (at >= 0) entries.delete(at, 1)
      }
    })
  }

  /** Every entry of every device, sorted. */
  entries(): string[] {
    const names = [...this.#doc.share.keys()].filter(name => name.startsWith('d:'))
    return names.flatMap(name => this.#doc.getArray<string>(name).toArray()).sort()
  }

  /** The cart gets other relays. */
  useRelays(relays: readonly string[]): void {
    this.#relays = relays
    this.#background?.send({ type: 'relays', cart, relays })
  }

  /** Those that the members agreed on, as written into the cart. */
  get agreed(): readonly string[] | undefined {
    return this.#doc.getMap<readonly string[]>('agreed').get('relays')
  }

  agreeOn(relays: readonly string[]): void {
    this.change(doc => doc.getMap<readonly string[]>('agreed').set('relays', relays))
    this.#options.onAgreed?.()
  }

  get records(): readonly RelayRecord[] {
    return [...this.#records.values()]
  }

  /** Tries relays out. */
  probe(relays: readonly string[]): Promise<readonly ProbeResult[]> {
    const request = this.#probes.size
    return new Promise(resolve => {
      this.#probes.set(request, resolve)
      this.#background?.send({ type: 'probe', request, secret: this.#options.secret, relays })
    })
  }

  get status(): NetworkStatus | undefined {
    return this.statuses.at(-1)
  }

  /** Makes any change to the document. */
  change(change: (doc: Y.Doc) => void): void {
    const send = (update: Uint8Array): void => this.#background?.send({ type: 'update', cart, update })
    this.#doc.on('update', send)
    this.#doc.transact(() => change(this.#doc))
    this.#doc.off('update', send)
  }

  #heard(message: FromNetwork): void {
    switch (message.type) {
      case 'update':
        this.#merge(message.update)
        return
      case 'status':
        this.statuses.push(message.status)
        this.#options.onStatus?.(message.status)
        return
      case 'probed':
        this.#probes.get(message.request)?.(message.results)
        return
      case 'kept':
        this.#kept = message.kept
        return
      case 'relay-record':
        this.#records.set(message.record.url, message.record)
    }
  }

  #merge(update: Uint8Array): void {
    const before = this.agreed?.join()
    Y.applyUpdate(this.#doc, update, 'network')
    if (this.agreed?.join() !== before) this.#options.onAgreed?.()
  }

  /** What a new browser session starts with is what the disk has: another Yjs client id too. */
  #end(inOrder: boolean): void {
    if (!this.#background) return
    if (!inOrder) this.#die()
    this.#background.close()
    this.#background = undefined
    const doc = new Y.Doc()
    Y.applyUpdate(doc, this.state())
    this.#doc = doc
  }
}
