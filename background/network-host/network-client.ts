import type { CartId } from '../../extension/cart/cart-id.ts'
import { UserError } from '../../extension/user-error.ts'
import type {
  BackgroundEnd,
  FromNetwork,
  MailboxPreview,
  SharedCart,
  ToNetwork,
} from '../network/protocol.ts'

/** What the background does with the network. */
export interface NetworkClient {
  /** Starts the network if it is not running. Called at start when there is a shared cart, and by `open`. */
  open(cart: CartId): void
  update(cart: CartId, update: Uint8Array): void
  attention(active: boolean): void
  /** What the mailbox of a cart holds that this device has not joined. Rejects with UserError `no-answer`. */
  preview(secret: Uint8Array, relays: readonly string[]): Promise<MailboxPreview>
}

/** What the client needs to know and tell. */
export interface NetworkClientDeps {
  openLine(): Promise<BackgroundEnd>
  /** Every shared cart: all are opened anew on each new line. */
  sharedCarts(): readonly CartId[]
  /** The cart with all of its state that may be sent. */
  sharedCart(id: CartId): Promise<SharedCart>
  onMessage(message: Exclude<FromNetwork, { type: 'previewed' }>): void
  onTrouble(error: unknown): void
}

type PreviewQuestion = Extract<ToNetwork, { type: 'preview' }>

const retryMs = 1_000
/** Longer than the network takes to say anything of a cart it was given: a line that stays silent leads nowhere. */
const silenceMs = 8_000
const previewMs = 15_000

/*
 * idle --open, preview--> connecting --line--> connected --line closed, or silent for 8 s--> waiting --1 s--> connecting
 *                         connecting --failed, reported--> waiting --1 s--> connecting
 * On each new line all shared carts are opened with their full state and all open questions are asked again, so
 * nothing else needs to be queued meanwhile.
 */
export function createNetworkClient(deps: NetworkClientDeps): NetworkClient {
  let line: BackgroundEnd | undefined
  let connecting: Promise<unknown> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let lastRequest = 0
  let attentive = false
  const previews = new Map<number, { question: PreviewQuestion; resolve(preview: MailboxPreview): void }>()

  function connectNow(): void {
    if (line || connecting) return
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
    }, retryMs)
  }

  function adopt(end: BackgroundEnd): void {
    line = end
    end.onMessage(receive)
    end.onClose(() => drop(end))
    for (const cart of deps.sharedCarts()) openOn(end, cart)
    for (const { question } of previews.values()) ask(end, question)
    // Also when no view is open: the network may have outlived a background whose view was.
    end.send({ type: 'attention', active: attentive })
  }

  /** What is written while the state is being made ready is in that state; updates sent before it are ignored. */
  function openOn(end: BackgroundEnd, cart: CartId): void {
    deps
      .sharedCart(cart)
      .then(shared => ask(end, { type: 'open', ...shared }))
      .catch(deps.onTrouble)
  }

  /** Sends what the network always answers with something. */
  function ask(end: BackgroundEnd, message: ToNetwork): void {
    if (line !== end) return
    end.send(message)
    silence ??= setTimeout(() => {
      end.close()
      drop(end)
    }, silenceMs)
  }

  function heard(): void {
    clearTimeout(silence)
    silence = undefined
  }

  function drop(end: BackgroundEnd): void {
    if (line !== end) return
    line = undefined
    heard()
    connectLater()
  }

  function receive(message: FromNetwork): void {
    heard()
    if (message.type !== 'previewed') {
      deps.onMessage(message)
      return
    }
    previews.get(message.request)?.resolve(message.preview)
    previews.delete(message.request)
  }

  return {
    open(cart) {
      if (line) openOn(line, cart)
      else connectNow()
    },
    update: (cart, update) => line?.send({ type: 'update', cart, update }),
    attention(active) {
      attentive = active
      line?.send({ type: 'attention', active })
    },
    preview(secret, relays) {
      lastRequest += 1
      const question: PreviewQuestion = { type: 'preview', request: lastRequest, secret, relays }
      return new Promise((resolve, reject) => {
        previews.set(question.request, { question, resolve })
        setTimeout(() => {
          if (previews.delete(question.request))
            reject(new UserError('no-answer', 'The network did not answer'))
        }, previewMs)
        if (line) ask(line, question)
        else connectNow()
      })
    },
  }
}
