import type { CartId } from '../../extension/cart/cart-id.ts'
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
  /** What the mailbox of a cart holds that this device has not joined. Rejects when the network cannot start or ends. */
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

interface PendingPreview {
  resolve(preview: MailboxPreview): void
  reject(error: Error): void
}

const retryMs = 1_000

/*
 * idle --open, preview--> connecting --line--> connected --line closed--> waiting --1 s--> connecting
 *                         connecting --failed, reported--> waiting --1 s--> connecting
 * On each new line all shared carts are opened with their full state, so nothing needs to be queued meanwhile.
 */
export function createNetworkClient(deps: NetworkClientDeps): NetworkClient {
  let line: BackgroundEnd | undefined
  let connecting: Promise<BackgroundEnd> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let lastRequest = 0
  let attentive = false
  const previews = new Map<number, PendingPreview>()

  function connect(): Promise<BackgroundEnd> {
    if (line) return Promise.resolve(line)
    connecting ??= deps
      .openLine()
      .then(adopt)
      .finally(() => {
        connecting = undefined
      })
    return connecting
  }

  function adopt(end: BackgroundEnd): BackgroundEnd {
    line = end
    end.onMessage(receive)
    end.onClose(() => drop(end))
    for (const cart of deps.sharedCarts()) openOn(end, cart)
    if (attentive) end.send({ type: 'attention', active: true })
    return end
  }

  /** What is written while the state is being made ready is in that state; updates sent before it are ignored. */
  function openOn(end: BackgroundEnd, cart: CartId): void {
    deps
      .sharedCart(cart)
      .then(shared => end.send({ type: 'open', ...shared }))
      .catch(deps.onTrouble)
  }

  function drop(end: BackgroundEnd): void {
    if (line !== end) return
    line = undefined
    for (const { reject } of previews.values()) reject(new Error('The network ended'))
    previews.clear()
    connectLater()
  }

  function connectNow(): void {
    connect().catch(error => {
      deps.onTrouble(error)
      connectLater()
    })
  }

  function connectLater(): void {
    if (waiting !== undefined) return
    waiting = setTimeout(() => {
      waiting = undefined
      connectNow()
    }, retryMs)
  }

  function receive(message: FromNetwork): void {
    if (message.type !== 'previewed') {
      deps.onMessage(message)
      return
    }
    previews.get(message.request)?.resolve(message.preview)
    previews.delete(message.request)
  }

  function sendIfConnected(message: ToNetwork): void {
    line?.send(message)
  }

  return {
    open(cart) {
      if (line) openOn(line, cart)
      else connectNow()
    },
    update: (cart, update) => sendIfConnected({ type: 'update', cart, update }),
    attention(active) {
      attentive = active
      sendIfConnected({ type: 'attention', active })
    },
    async preview(secret, relays) {
      const end = await connect()
      lastRequest += 1
      const request = lastRequest
      return new Promise((resolve, reject) => {
        previews.set(request, { resolve, reject })
        end.send({ type: 'preview', request, secret, relays })
      })
    },
  }
}
