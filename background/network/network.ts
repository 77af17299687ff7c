import { quietMs as defaultQuietMs } from '../../extension/build-defaults.ts'
import type { CartId } from '../../extension/cart/cart-id.ts'
import { Activity } from './activity.ts'
import { CartSession } from './cart-session.ts'
import { browserEnvironment, type NetworkEnvironment } from './environment.ts'
import type { FromNetwork, NetworkEnd, SharedCart, ToNetwork } from './protocol.ts'
import { answerTo, noAnswerTo, type Question } from './questions.ts'
import { RelayRecords } from './relays/relay-records.ts'

/**
 * Runs the network for the background at the other end: peers and relays for every cart it opens, until the line
 * closes. Nothing that comes in from outside makes it throw; what is wrong is left out and told in the cart's status.
 * `quietMs` is how long it stays up after a change.
 */
export function startNetwork(
  end: NetworkEnd,
  environment: NetworkEnvironment = browserEnvironment(),
  quietMs: number = defaultQuietMs,
): void {
  const network = new Network(end, environment, quietMs)
  end.onMessage(message => network.receive(message))
  end.onClose(() => network.close())
}

class Network {
  readonly #end: NetworkEnd
  readonly #environment: NetworkEnvironment
  readonly #sessions = new Map<CartId, CartSession>()
  readonly #records: RelayRecords
  readonly #activity: Activity
  /** Messages of the present line, 0 before the first. */
  #heard = 0
  #asked = 0

  constructor(end: NetworkEnd, environment: NetworkEnvironment, quietMs: number) {
    this.#end = end
    this.#environment = environment
    this.#records = new RelayRecords({
      clock: environment,
      tell: record => this.#tell({ type: 'relay-record', record }),
    })
    this.#activity = new Activity({
      clock: environment,
      quietMs,
      hasPeer: () => this.#all().some(({ hasPeer }) => hasPeer),
      isAsked: () => this.#asked > 0,
      isSettled: () => this.#heard > 0 && this.#all().every(({ isSettled }) => isSettled),
      onActive: active => this.#setActive(active),
      onRest: () => this.#rest(),
    })
  }

  receive(message: ToNetwork): void {
    // The first of a new line; the network may have outlived the background at the other end of the last one.
    if (message.type === 'relay-records') this.#heard = 0
    this.#heard += 1
    this.#handle(message)
    this.#activity.stirred({ byBackground: true })
  }

  close(): void {
    this.#activity.close()
    this.#records.close()
    for (const cart of [...this.#sessions.keys()]) this.#close(cart)
  }

  #handle(message: ToNetwork): void {
    switch (message.type) {
      case 'relay-records':
        this.#records.load(message.records)
        break
      case 'open':
        this.#open(message)
        break
      case 'update':
        this.#sessions.get(message.cart)?.update(message.update)
        break
      case 'relays':
        this.#sessions.get(message.cart)?.setRelays(message.relays)
        break
      case 'close':
        this.#close(message.cart)
        break
      case 'preview':
      case 'probe':
        void this.#answer(message)
        break
      case 'attention':
        this.#attention(message.active)
    }
  }

  #open(cart: SharedCart): void {
    const known = this.#sessions.get(cart.cart)
    if (known?.isFor(cart)) {
      known.reopen(cart)
      return
    }
    known?.close()
    const session = new CartSession({
      cart,
      environment: this.#environment,
      records: this.#records,
      active: this.#activity.isActive,
      tell: message => this.#tell(message),
      onChange: () => this.#activity.changed(),
      onProgress: () => this.#activity.progressed(),
      onStir: () => this.#activity.stirred(),
    })
    this.#sessions.set(cart.cart, session)
  }

  #close(cart: CartId): void {
    this.#sessions.get(cart)?.close()
    this.#sessions.delete(cart)
  }

  #attention(attentive: boolean): void {
    this.#activity.attention(attentive)
    if (!attentive) return
    for (const session of this.#all()) {
      session.retry()
      // Also when it was active already: who looks now wants to find others now.
      session.setActive(true)
    }
  }

  async #answer(question: Question): Promise<void> {
    this.#asked += 1
    const answer = await answerTo(question, this.#environment)
    if (!this.#tell(answer)) this.#tell(noAnswerTo(question))
    this.#asked -= 1
    this.#activity.stirred()
  }

  #setActive(active: boolean): void {
    for (const session of this.#all()) session.setActive(active)
  }

  #rest(): void {
    this.#records.flush()
    this.#tell({ type: 'rested', heard: this.#heard })
  }

  #all(): CartSession[] {
    return [...this.#sessions.values()]
  }

  /** Whether it was sent. A line refuses when it is just being closed, or a message is too large for it. */
  #tell(message: FromNetwork): boolean {
    try {
      this.#end.send(message)
      return true
    } catch (error) {
      console.error(`The background could not be told of "${message.type}":`, error)
      return false
    }
  }
}
