import * as Y from 'yjs'
import type { Cancel, NetworkEnvironment } from '../../background/network/environment.ts'
import { linePair } from '../../background/network/in-page.ts'
import { startNetwork } from '../../background/network/network.ts'
import type {
  BackgroundEnd,
  FromNetwork,
  KeptState,
  NetworkStatus,
  RelayRecord,
  ToNetwork,
} from '../../background/network/protocol.ts'
import type { Signatures } from '../../background/network/signatures.ts'
import { checkForeignUpdate } from '../../extension/cart/foreign-update.ts'
import type { RemovedLine } from '../../extension/cart/removed-line.ts'
import { type Actor, acts, type Command, perform } from '../extension/cart/support/commands.ts'
import type { Host, Internet } from './internet.ts'
import type { Random } from './random.ts'
import { wishesOf } from './reference.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface DeviceOptions {
  readonly name: string
  readonly secret: Uint8Array
  readonly relays: readonly string[]
  readonly time: VirtualTime
  readonly random: Random
  readonly internet: Internet
  readonly signatures: Signatures
  /** Whether an update from the network is dropped. */
  isLost(update: Uint8Array): boolean
  /** An own change is on this device's disk. */
  onCommit(update: Uint8Array, removed: ReadonlySet<string>): void
  onStatus(status: NetworkStatus, device: SimulatedDevice): void
}

const cart = 'cart-of-the-simulation'
const alarmMs = 5 * 60_000
const remote = 'remote'

/** What the browser's profile has on disk. */
interface Disk {
  updates: Uint8Array[]
  kept: KeptState | undefined
  readonly relayRecords: Map<string, RelayRecord>
}

/** What lasts as long as the browser runs, through any number of workers: `storage.session`. */
interface BrowserSession {
  readonly id: string
  readonly clientId: number
}

interface Waiting {
  readonly update: Uint8Array
  readonly isOwn: boolean
  /** Wishes that it takes away. */
  removed: ReadonlySet<string>
}

/** A line to the network that is running, and what was said on it. */
interface Line {
  readonly background: BackgroundEnd
  readonly run: { isRunning: boolean }
  sent: number
  /** The cart was sent on it. */
  isOpened: boolean
}

/**
 * One member's browser: the document that its background writes, what is on its disk, and the network, which is the
 * real one. What the background does here is what background/ does: save in order, send what is saved, merge, repair.
 */
export class SimulatedDevice implements Host {
  readonly name: string
  reach: Host['reach'] = 'online'
  /** How far this device's clock is ahead, ms. */
  skew = 0
  readonly #options: DeviceOptions
  readonly #disk: Disk = { updates: [], kept: undefined, relayRecords: new Map() }
  #browser: BrowserSession | undefined
  #actor: Actor | undefined
  #undoable: readonly RemovedLine[] = []
  /** Changes on their way to the disk, oldest first. */
  #waiting: Waiting[] = []
  #line: Line | undefined
  #isAttentive = false
  #cancelAlarm: Cancel | undefined
  #changedAt = 0

  constructor(options: DeviceOptions) {
    this.#options = options
    this.name = options.name
  }

  get isRunning(): boolean {
    return this.#browser !== undefined
  }

  /** The cart as this device shows it. Throws when the browser is not running. */
  get doc(): Y.Doc {
    if (!this.#actor) throw new Error(`${this.name} is not running`)
    return this.#actor.doc
  }

  /** When the cart here last changed, ms of virtual time. */
  get changedAt(): number {
    return this.#changedAt
  }

  /** Whether all of it is on disk. */
  get isSaved(): boolean {
    return this.#waiting.length === 0
  }

  /** Opens the browser. */
  start(): void {
    if (this.#browser) return
    const { random } = this.#options
    this.#browser = { id: random.hex(16), clientId: random.below(0x1_0000_0000) }
    this.#load()
    this.#ring()
  }

  /** Closes the browser; what is not on disk then is lost, as when it crashes. */
  stop(): void {
    this.#cancelAlarm?.()
    this.#cutLine()
    this.#dropMemory()
    this.#browser = undefined
    this.#isAttentive = false
  }

  /** Quits the browser, which waits until everything is on disk. */
  quit(): void {
    while (this.#waiting.length > 0) this.#save()
    this.stop()
  }

  /** The background's worker is killed and started anew, in the same browser. */
  crashWorker(): void {
    if (!this.#browser) return
    this.#cutLine()
    this.#dropMemory()
    this.#load()
  }

  /** The document that the network runs in is ended; the background opens another. */
  crashNetwork(): void {
    this.#cutLine()
    this.#openLine()
  }

  /** A view is opened, or closed. */
  look(isAttentive: boolean): void {
    if (!this.#browser) return
    this.#isAttentive = isAttentive
    if (isAttentive && !this.#line) this.#openLine()
    else this.#send({ type: 'attention', active: isAttentive })
  }

  /** Answers whether the cart took it. */
  perform(command: Command): boolean {
    const actor = this.#actor
    if (!actor) throw new Error(`${this.name} is not running`)
    const [before, last] = [wishesOf(actor.doc), this.#waiting.at(-1)]
    const isDone = perform(actor, command)
    this.#undoable = actor.undoable
    const after = wishesOf(actor.doc)
    const change = this.#waiting.at(-1)
    if (change && change !== last) change.removed = new Set([...before].filter(wish => !after.has(wish)))
    return isDone
  }

  #load(): void {
    const browser = this.#browser
    if (!browser) throw new Error(`${this.name} is not running`)
    const doc = new Y.Doc()
    for (const update of this.#disk.updates) Y.applyUpdate(doc, update)
    this.#disk.updates = [Y.encodeStateAsUpdate(doc)]
    doc.clientID = browser.clientId
    doc.on('update', (update: Uint8Array, origin: unknown) => this.#changed(update, origin !== remote))
    this.#changedAt = this.#options.time.now()
    this.#actor = { doc, device: this.name, now: () => this.#now(), undoable: this.#undoable }
    acts.repair(this.#actor)
    this.#openLine()
  }

  #now(): number {
    return Math.floor(this.#options.time.now() + this.skew)
  }

  #changed(update: Uint8Array, isOwn: boolean): void {
    const { time, random } = this.#options
    this.#changedAt = time.now()
    this.#waiting.push({ update, isOwn, removed: new Set() })
    const doc = this.#actor?.doc
    time.after(random.between(2, 40), () => {
      // Only of the memory that made it: another was lost before it could save.
      if (doc !== undefined && doc === this.#actor?.doc) this.#save()
    })
  }

  /** The oldest change that waits is on disk now. */
  #save(): void {
    const next = this.#waiting.shift()
    if (!next) return
    this.#disk.updates.push(next.update)
    if (!next.isOwn) return
    this.#options.onCommit(next.update, next.removed)
    if (this.#line) this.#send({ type: 'update', cart, update: next.update })
    else this.#openLine()
  }

  #send(message: ToNetwork): void {
    if (!this.#line) return
    this.#line.sent += 1
    this.#line.background.send(message)
  }

  #dropMemory(): void {
    this.#actor?.doc.destroy()
    this.#actor = undefined
    this.#waiting = []
  }

  #ring(): void {
    this.#cancelAlarm = this.#options.time.after(alarmMs, () => {
      this.#ring()
      if (!this.#line) this.#openLine()
    })
  }

  #openLine(): void {
    if (!this.#browser || this.#line) return
    const { background, network } = linePair()
    const run = { isRunning: true }
    const line: Line = { background, run, sent: 0, isOpened: false }
    this.#line = line
    startNetwork(network, this.#environment(run))
    background.onMessage(message => this.#received(message, line))
    this.#send({ type: 'relay-records', records: [...this.#disk.relayRecords.values()] })
    this.#openCart(line)
    this.#send({ type: 'attention', active: this.#isAttentive })
  }

  /** Sends the whole cart, once all of it is on disk. */
  #openCart(line: Line): void {
    if (this.#line !== line || !this.#actor || !this.#browser) return
    if (this.#waiting.length > 0) {
      this.#options.time.after(5, () => this.#openCart(line))
      return
    }
    const { secret, relays } = this.#options
    const { kept } = this.#disk
    line.isOpened = true
    this.#send({
      type: 'open',
      cart,
      secret,
      relays,
      device: this.name,
      session: this.#browser.id,
      state: Y.encodeStateAsUpdate(this.#actor.doc),
      ...(kept && { kept }),
    })
  }

  #cutLine(): void {
    const line = this.#line
    this.#line = undefined
    if (!line) return
    line.run.isRunning = false
    line.background.close()
  }

  /** A network that is killed does nothing more, though its objects are still there. */
  #environment(run: { readonly isRunning: boolean }): NetworkEnvironment {
    const { time, random, internet, signatures } = this.#options
    const own = random.fork(`network ${time.now()}`)
    return {
      signatures,
      webSocket: internet.socketsOf(this, () => run.isRunning),
      fetch: () => Promise.reject(new TypeError('The simulation has no documents')),
      now: () => this.#now(),
      random: () => own.next(),
      after: (ms, act) => time.after(ms, () => run.isRunning && act()),
    }
  }

  #received(message: FromNetwork, from: Line): void {
    if (this.#line !== from) return
    if (message.type === 'update') this.#merge(message.update)
    else if (message.type === 'status') this.#options.onStatus(message.status, this)
    else if (message.type === 'kept') this.#disk.kept = message.kept
    else if (message.type === 'relay-record') this.#disk.relayRecords.set(message.record.url, message.record)
    else if (message.type === 'rested') this.#rest(from, message.heard)
  }

  #merge(update: Uint8Array): void {
    if (!this.#actor || this.#options.isLost(update)) return
    checkForeignUpdate(update)
    const { doc } = this.#actor
    Y.applyUpdate(doc, update, remote)
    acts.repair(this.#actor)
  }

  /** Not while something that the network has not heard is on its way, or will be: it says so again after that. */
  #rest({ sent, isOpened }: Line, heard: number): void {
    if (heard === sent && isOpened && !this.#waiting.some(({ isOwn }) => isOwn)) this.#cutLine()
  }
}
