import type { CartId } from '../../extension/cart/cart-id.ts'
import type {
  BackgroundEnd,
  FromNetwork,
  MailboxPreview,
  ProbeResult,
  RelayRecord,
  SharedCart,
  ToNetwork,
} from '../network/protocol.ts'
import { createQuestions } from './questions.ts'

/** What the background does with the network. It runs while there is something to do, and rests otherwise. */
export interface NetworkClient {
  /** Starts the network if it rests: it reads every shared cart's mailbox, writes what is owed, and rests again. */
  look(): void
  /** The cart is shared from now on. */
  open(cart: CartId): void
  /** An own change, which is on disk. */
  update(cart: CartId, update: Uint8Array): void
  /** The cart uses other relays from now on. */
  relays(cart: CartId, relays: readonly string[]): void
  /** A view is open (true), or the last one was closed. */
  attention(active: boolean): void
  /** What the mailbox of a cart holds that this device has not joined. Rejects with UserError `no-answer`. */
  preview(secret: Uint8Array, relays: readonly string[]): Promise<MailboxPreview>
  /** Whether relays keep what a cart gives them. Rejects with UserError `no-answer`. */
  probe(secret: Uint8Array, relays: readonly string[]): Promise<readonly ProbeResult[]>
}

/** What the client needs to know and tell. */
export interface NetworkClientDeps {
  openLine(): Promise<BackgroundEnd>
  /** Ends the network at the other end of a line that was closed. */
  endNetwork(): Promise<void>
  /** Every shared cart: all are opened anew on each new line. */
  sharedCarts(): readonly CartId[]
  /** The cart with all of its state that may be sent. */
  sharedCart(id: CartId): Promise<SharedCart>
  relayRecords(): readonly RelayRecord[]
  onMessage(message: NetworkNews): void
  /** The network begins to run (true), or rests. */
  onRunning(running: boolean): void
  onTrouble(error: unknown): void
}

/** What the network says unasked. */
export type NetworkNews = Exclude<FromNetwork, { type: 'previewed' | 'probed' | 'rested' }>

/** A line, and what was said on it. */
interface Connection {
  readonly end: BackgroundEnd
  sent: number
  /** Carts that were opened on it. */
  readonly opened: Set<CartId>
  /** Carts whose state is being made ready. */
  preparing: number
}

/** Before the next line after one that led nowhere: doubles from the first to the last. The alarm tries at once. */
const retryMs = { first: 1_000, last: 60_000 }
/** Before a cart that could not be made ready is made ready again. */
const reopenMs = 10_000
/** Longer than the network takes to say anything of a cart it was given: a line that stays silent leads nowhere. */
const silenceMs = 8_000

/*
 * resting --look, open, update, attention, question--> connecting --line--> connected --rested--> resting
 *         connected --line closed, or silent for 8 s--> waiting --1 s, doubling to 60 s until something is heard--> connecting
 *         connecting --failed, reported--> waiting
 * On each new line all shared carts are opened with their full state and all open questions are asked again. Own
 * changes that no line was there for follow their cart: the state has them, but only so they count as changes.
 */
export function createNetworkClient(deps: NetworkClientDeps): NetworkClient {
  let line: Connection | undefined
  let connecting: Promise<unknown> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let retryIn = retryMs.first
  let attentive = false
  const questions = createQuestions()
  const unsent = new Map<CartId, Uint8Array[]>()

  function connectNow(): void {
    if (line || connecting) return
    deps.onRunning(true)
    connecting = deps
      .openLine()
      .then(adopt, error => {
        deps.onTrouble(error)
        connectLater()
      })
      .finally(() => {
        connecting = undefined
      })
  }

  function connectLater(): void {
    if (waiting !== undefined) return
    waiting = setTimeout(() => {
      waiting = undefined
      connectNow()
    }, retryIn)
    retryIn = Math.min(2 * retryIn, retryMs.last)
  }

  function adopt(end: BackgroundEnd): void {
    const connection = { end, sent: 0, opened: new Set<CartId>(), preparing: 0 }
    line = connection
    end.onMessage(message => receive(connection, message))
    end.onClose(() => drop(connection))
    send(connection, { type: 'relay-records', records: deps.relayRecords() })
    // Also when no view is open: the network may have outlived a background whose view was.
    send(connection, { type: 'attention', active: attentive })
    for (const question of questions.open()) send(connection, question)
    for (const cart of deps.sharedCarts()) openOn(connection, cart)
  }

  function send(connection: Connection, message: ToNetwork): void {
    if (line !== connection) return
    connection.sent += 1
    connection.end.send(message)
    // A probe may take longer; all else is answered by something at once.
    if (message.type === 'open' || message.type === 'preview') expectAnswer(connection)
  }

  function openOn(connection: Connection, cart: CartId): void {
    connection.preparing += 1
    deps
      .sharedCart(cart)
      .then(shared => {
        send(connection, { type: 'open', ...shared })
        connection.opened.add(cart)
        sendUpdates(connection, cart)
      })
      .catch(error => {
        deps.onTrouble(error)
        setTimeout(() => openAgain(connection, cart), reopenMs)
      })
      .finally(() => {
        connection.preparing -= 1
      })
  }

  function openAgain(connection: Connection, cart: CartId): void {
    const isWanted = line === connection && !connection.opened.has(cart)
    if (isWanted && deps.sharedCarts().includes(cart)) openOn(connection, cart)
  }

  function sendUpdates(connection: Connection, cart: CartId): void {
    if (line !== connection || !connection.opened.has(cart)) return
    for (const update of unsent.get(cart) ?? []) send(connection, { type: 'update', cart, update })
    unsent.delete(cart)
  }

  function expectAnswer(connection: Connection): void {
    silence ??= setTimeout(() => {
      connection.end.close()
      drop(connection)
    }, silenceMs)
  }

  function stopExpecting(): void {
    clearTimeout(silence)
    silence = undefined
  }

  function drop(connection: Connection): void {
    if (line !== connection) return
    line = undefined
    stopExpecting()
    connectLater()
  }

  function receive(connection: Connection, message: FromNetwork): void {
    if (line !== connection) return
    stopExpecting()
    retryIn = retryMs.first
    if (questions.take(message)) return
    if (message.type === 'rested') rest(connection, message.heard)
    else deps.onMessage(message)
  }

  /** Not if something was said, or is about to be, that the network did not know of: it says so again after that. */
  function rest(connection: Connection, heardThere: number): void {
    if (heardThere !== connection.sent || connection.preparing > 0) return
    line = undefined
    connection.end.close()
    deps.endNetwork().catch(deps.onTrouble)
    deps.onRunning(false)
  }

  return {
    look() {
      if (deps.sharedCarts().length > 0) connectNow()
    },
    open(cart) {
      if (line) openOn(line, cart)
      else connectNow()
    },
    update(cart, update) {
      unsent.set(cart, [...(unsent.get(cart) ?? []), update])
      if (line) sendUpdates(line, cart)
      else connectNow()
    },
    relays(cart, relays) {
      if (line?.opened.has(cart)) send(line, { type: 'relays', cart, relays })
    },
    attention(active) {
      attentive = active
      if (line) send(line, { type: 'attention', active })
      else if (active && deps.sharedCarts().length > 0) connectNow()
    },
    async preview(secret, relays) {
      const answer = await questions.ask(
        request => ({ type: 'preview', request, secret, relays }),
        question => (line ? send(line, question) : connectNow()),
      )
      return answer.type === 'previewed' ? answer.preview : { answered: 0, updates: [] }
    },
    async probe(secret, relays) {
      const answer = await questions.ask(
        request => ({ type: 'probe', request, secret, relays }),
        question => (line ? send(line, question) : connectNow()),
      )
      return answer.type === 'probed' ? answer.results : []
    },
  }
}
