import * as Y from 'yjs'
import type { NetworkEnvironment } from '../../background/network/environment.ts'
import { addProduct } from '../../extension/cart/operations/add.ts'
import { tick } from '../../extension/cart/operations/bought.ts'
import { editNote } from '../../extension/cart/operations/fields.ts'
import { addUnits } from '../../extension/cart/operations/quantity.ts'
import { cartView } from '../../extension/cart/view.ts'
import { Internet } from '../../test/simulation/internet.ts'
import { lookedUpSignatures } from '../../test/simulation/looked-up-signatures.ts'
import { takePlatform } from '../../test/simulation/platform.ts'
import { Random } from '../../test/simulation/random.ts'
import { SimulatedRelay } from '../../test/simulation/simulated-relay.ts'
import type { VirtualTime } from '../../test/simulation/virtual-time.ts'
import { householdYear, keyOf, product } from '../household-year.ts'
import { Person } from './person.ts'
import { Writes } from './writes.ts'

const minuteMs = 60_000
const minutes = 10
const changesInAll = 120
/** From one person to the other, without a relay. */
const directMs = 50
/** Longer than any budget keeps a change back. */
const afterwardsMs = 30 * minuteMs

interface EveningOptions {
  readonly seed: number
  readonly isDirect: boolean
}

interface Change {
  /** From the tap until the other's cart has it. */
  readonly seconds: number
}

export interface Evening {
  readonly writes: Writes
  readonly changes: readonly Change[]
}

interface Open {
  readonly client: number
  readonly clock: number
  readonly at: number
}

/** Two people, five relays, and who waits for what. */
export class BusyEvening {
  readonly #time: VirtualTime
  readonly #random: Random
  readonly #writes: Writes
  readonly #environment: (name: string) => NetworkEnvironment
  readonly #relays: readonly SimulatedRelay[]
  readonly #isDirect: boolean
  readonly #people: Person[] = []
  /** Changes that the other has not got yet, by who made them. */
  readonly #open: [Open[], Open[]] = [[], []]
  readonly #done: Change[] = []
  #products = 100_000

  private constructor(time: VirtualTime, random: Random, isDirect: boolean) {
    this.#time = time
    this.#random = random
    this.#isDirect = isDirect
    const signatures = lookedUpSignatures()
    const urls = Array.from({ length: 5 }, (_, at) => `wss://relay${at + 1}.example`)
    const begins = time.now() + minuteMs
    this.#writes = new Writes(urls, begins, minutes)
    this.#relays = urls.map(
      url =>
        new SimulatedRelay({
          url,
          random: random.fork(url),
          signatures,
          now: () => time.now(),
          onEvent: event => {
            if (time.now() >= begins) this.#writes.add(url, event, time.now())
          },
        }),
    )
    const internet = new Internet(time, random.fork('internet'), this.#relays, () => {})
    this.#environment = name => {
      const own = random.fork(name)
      return {
        signatures,
        webSocket: internet.socketsOf({ name, reach: 'online' }, () => true),
        fetch: () => Promise.reject(new TypeError('There are no documents here')),
        now: () => Math.floor(time.now()),
        random: () => own.next(),
        after: (ms, run) => time.after(ms, run),
      }
    }
  }

  /** Both begin with a year-old cart that is on every relay. */
  static async of({ seed, isDirect }: EveningOptions): Promise<Evening> {
    const { doc } = householdYear().replica
    const random = new Random(seed)
    const platform = takePlatform({
      startsAt: Date.UTC(2027, 0, 1),
      random: random.fork('platform'),
      verbose: false,
    })
    try {
      const evening = new BusyEvening(platform.time, random, isDirect)
      return await evening.#run(Y.encodeStateAsUpdate(doc))
    } finally {
      platform.restore()
      for (const error of platform.errors) console.error(error)
    }
  }

  async #run(state: Uint8Array): Promise<Evening> {
    await this.#begin(state)
    await this.#time.advance(minuteMs)
    const moments = Array.from({ length: changesInAll }, () => this.#random.between(0, minutes * minuteMs))
    for (const moment of moments) this.#time.after(moment, () => this.#change())
    await this.#time.advance(minutes * minuteMs)
    await this.#time.advance(afterwardsMs)
    for (const person of this.#people) person.close()
    if (this.#done.length < changesInAll)
      throw new Error(`${this.#done.length} of ${changesInAll} changes arrived`)
    return { writes: this.#writes, changes: this.#done }
  }

  async #begin(state: Uint8Array): Promise<void> {
    const secret = new Uint8Array(32).fill(9)
    for (const [at, device] of ['person-a', 'person-b'].entries()) {
      const person = await Person.of(
        {
          device,
          state,
          relays: this.#relays.map(({ url }) => url),
          environment: this.#environment(device),
          isDirect: this.#isDirect,
          onChange: (update, origin) => {
            if (origin === 'background' && this.#isDirect) this.#passOn(update, 1 - at)
            if (origin !== 'background') this.#arrived(at)
          },
        },
        secret,
      )
      this.#people.push(person)
    }
  }

  #passOn(update: Uint8Array, to: number): void {
    this.#time.after(directMs, () => this.#people[to]?.receive(update))
  }

  #change(): void {
    const at = this.#random.below(2)
    const cart = this.#people[at]?.cart
    if (!cart) return
    const line = this.#random.pick(cartView(cart.doc).lines)
    const what = this.#random.weighted({ add: 40, more: 25, tick: 20, note: 15 })
    this.#products += 1
    if (what === 'add') addProduct(cart, keyOf(this.#products), 1, product(this.#products))
    else if (what === 'more') addUnits(cart, line.key, 1)
    else if (what === 'tick') tick(cart, line.key)
    else editNote(cart, line.key, `note ${this.#products}`)
    const client = cart.doc.clientID
    const clock = Y.decodeStateVector(Y.encodeStateVector(cart.doc)).get(client) ?? 0
    this.#open[at === 0 ? 0 : 1].push({ client, clock, at: this.#time.now() })
  }

  /** Something came in at this person's: the other's changes that are in it have arrived. */
  #arrived(at: number): void {
    const doc = this.#people[at]?.cart.doc
    if (!doc) return
    const has = Y.decodeStateVector(Y.encodeStateVector(doc))
    const open = this.#open[at === 0 ? 1 : 0]
    while (open[0] && (has.get(open[0].client) ?? 0) >= open[0].clock) {
      this.#done.push({ seconds: (this.#time.now() - open[0].at) / 1_000 })
      open.shift()
    }
  }
}
