import type {
  BackgroundEnd,
  FromNetwork,
  MailboxPreview,
  SharedCart,
  ToNetwork,
} from '../network/protocol.ts'

/** What the background does with the network. Everything is sent as soon as there is a line; nothing throws. */
export interface NetworkClient {
  /** Starts the network if it is not running. Called at start when there is a shared cart, and by `open`. */
  open(cart: SharedCart): void
  update(cart: string, update: Uint8Array): void
  attention(active: boolean): void
  /** What the mailbox of a cart holds that this device has not joined. Rejects when the network cannot start. */
  preview(secret: Uint8Array, relays: readonly string[]): Promise<MailboxPreview>
}

/** What the client needs to know and tell. */
export interface NetworkClientDeps {
  openLine(): Promise<BackgroundEnd>
  /** Every shared cart with its present state: opened anew on each new line. */
  sharedCarts(): readonly SharedCart[]
  onMessage(message: Exclude<FromNetwork, { type: 'previewed' }>): void
  onTrouble(error: unknown): void
}

const retryMs = 1_000

/*
 * idle --open/preview--> connecting --line--> connected --line closed--> connecting (after 1 s)
 *                        connecting --failed--> reported, connecting again (after 1 s)
 * On each new line all shared carts are opened with their full state, so nothing needs to be queued.
 */
export function createNetworkClient(deps: NetworkClientDeps): NetworkClient {
  let line: BackgroundEnd | undefined
  let connecting: Promise<BackgroundEnd> | undefined
  let lastRequest = 0
  const previews = new Map<number, (preview: MailboxPreview) => void>()

  function receive(message: FromNetwork): void {
    if (message.type !== 'previewed') return deps.onMessage(message)
    previews.get(message.request)?.(message.preview)
    previews.delete(message.request)
  }

  function adopt(end: BackgroundEnd): BackgroundEnd {
    line = end
    end.onMessage(receive)
    end.onClose(() => {
      if (line === end) line = undefined
      setTimeout(reconnect, retryMs)
    })
    for (const cart of deps.sharedCarts()) end.send({ type: 'open', ...cart })
    return end
  }

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

  function reconnect(): void {
    connect().catch(error => {
      deps.onTrouble(error)
      setTimeout(reconnect, retryMs)
    })
  }

  function sendIfConnected(message: ToNetwork): void {
    line?.send(message)
  }

  return {
    open(cart) {
      if (line) line.send({ type: 'open', ...cart })
      else reconnect()
    },
    update: (cart, update) => sendIfConnected({ type: 'update', cart, update }),
    attention: active => sendIfConnected({ type: 'attention', active }),
    async preview(secret, relays) {
      const end = await connect()
      lastRequest += 1
      const request = lastRequest
      return new Promise(resolve => {
        previews.set(request, resolve)
        end.send({ type: 'preview', request, secret, relays })
      })
    },
  }
}
