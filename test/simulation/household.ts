import { createHash } from 'node:crypto'
import { eventKinds } from '../../background/network/cart-signer.ts'
import type { NetworkStatus } from '../../background/network/protocol.ts'
import { Claims } from './claims.ts'
import type { Fault } from './faults.ts'
import { Internet } from './internet.ts'
import { lookedUpSignatures } from './looked-up-signatures.ts'
import type { Random } from './random.ts'
import { Reference } from './reference.ts'
import { SimulatedDevice } from './simulated-device.ts'
import { SimulatedRelay } from './simulated-relay.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface HouseholdOptions {
  readonly time: VirtualTime
  readonly random: Random
  readonly devices: number
  readonly relays: number
  isLost(update: Uint8Array): boolean
  /** Hears of everything that happens; undefined for silence. */
  readonly log: ((line: string) => void) | undefined
}

/** What was counted while a simulation ran. */
export interface Counts {
  steps: number
  edits: number
  /** Events of the mailbox that relays were given, and how many of these they took. */
  written: number
  /** Of these, slots that are larger than any delta. */
  parts: number
  deletions: number
  accepted: number
  bytes: number
  readonly faults: Map<Fault, number>
}

/** Characters of an envelope of 8 KB. */
const largestDelta = Math.ceil(8_192 / 3) * 4
const secret = Uint8Array.from({ length: 32 }, (_, at) => at + 1)

/** The devices, the relays, what is between them, and the cart as it should be. */
export class Household {
  readonly time: VirtualTime
  readonly devices: readonly SimulatedDevice[]
  readonly relays: readonly SimulatedRelay[]
  readonly internet: Internet
  readonly reference = new Reference()
  readonly counts: Counts = {
    steps: 0,
    edits: 0,
    written: 0,
    parts: 0,
    deletions: 0,
    accepted: 0,
    bytes: 0,
    faults: new Map(),
  }
  readonly claims: Claims
  readonly statuses = new Map<SimulatedDevice, NetworkStatus>()
  readonly #signatures = lookedUpSignatures()
  readonly #trace = createHash('sha256')
  readonly #options: HouseholdOptions

  constructor(options: HouseholdOptions) {
    const { time, random } = options
    this.#options = options
    this.time = time
    this.relays = Array.from({ length: options.relays }, (_, at) => {
      const url = `wss://relay${at + 1}.example`
      return new SimulatedRelay({
        url,
        random: random.fork(url),
        signatures: this.#signatures,
        now: () => time.now(),
        onEvent: (event, ok) => {
          if (event.kind === 22_242) return
          this.counts.written += 1
          if (event.content.length > largestDelta) this.counts.parts += 1
          if (event.kind === eventKinds.deletion) this.counts.deletions += 1
          this.counts.accepted += ok ? 1 : 0
          this.counts.bytes += event.content.length
          this.trace('event', url, event.id, String(ok))
        },
      })
    })
    this.internet = new Internet(time, random.fork('internet'), this.relays, (...words) =>
      this.trace(...words.map(String)),
    )
    this.claims = new Claims({ time, random: random.fork('claims'), secret, relays: this.relays })
    this.devices = Array.from({ length: options.devices }, (_, at) => this.#device(`device-${at + 1}`))
  }

  /** Everything that happens goes into one hash: two runs of a seed are the same when it is. */
  trace(...words: readonly string[]): void {
    this.#trace.update(`${this.time.now()} ${words.join(' ')}\n`)
  }

  /** For people who follow a run. */
  tell(line: string): void {
    this.trace(line)
    const { log } = this.#options
    if (log) log(`${new Date(this.time.now()).toISOString()} ${line}`)
  }

  get traceHash(): string {
    return this.#trace.copy().digest('hex')
  }

  /** A member's browser that is not among the others. */
  newcomer(relays: readonly SimulatedRelay[]): SimulatedDevice {
    return this.#device('newcomer', relays)
  }

  #device(name: string, relays = this.relays): SimulatedDevice {
    const { time, random } = this.#options
    return new SimulatedDevice({
      name: name.padEnd(8, '-').slice(0, 8),
      secret,
      relays: relays.map(({ url }) => url),
      time,
      random: random.fork(name),
      internet: this.internet,
      signatures: this.#signatures,
      isLost: update => this.#options.isLost(update),
      onCommit: (update, removed) => this.reference.commit(update, removed),
      onStatus: (status, device) => {
        this.statuses.set(device, status)
        this.claims.status(status, device)
        this.trace('status', device.name, String(status.savedOn), String(status.waiting))
      },
    })
  }
}
