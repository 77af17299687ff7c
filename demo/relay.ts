import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Event } from '@nostr-relay/common'
import { LogLevel } from '@nostr-relay/common'
import { NostrRelay } from '@nostr-relay/core'
import { Validator } from '@nostr-relay/validator'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { EventStore } from './event-store.ts'

export interface RelayOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** What it holds from the start, for example the `events()` of a stopped relay. */
  readonly events?: readonly Event[]
  /** Why an event is refused (`rate-limited: ...`), if it is. */
  refuse?(event: Event): string | undefined
  /** Whether an event is acknowledged and then lost, as some relays do. */
  lose?(event: Event): boolean
}

export interface Relay {
  readonly url: string
  readonly port: number
  /** What it holds now, newest first. */
  events(): readonly Event[]
  /** Every event that any client ever sent, in order, ephemeral and refused ones included. */
  received(): readonly Event[]
  /** Cuts every connection at once and frees the port. */
  stop(): Promise<void>
}

class LossyStore extends EventStore {
  readonly #lose: (event: Event) => boolean

  constructor({ events = [], lose }: RelayOptions) {
    super()
    this.#lose = lose ?? (() => false)
    for (const event of events) super.upsert(event)
  }

  override upsert(event: Event): { isDuplicate: boolean } {
    return this.#lose(event) ? { isDuplicate: false } : super.upsert(event)
  }
}

function createRelay(store: EventStore, { refuse }: RelayOptions): NostrRelay {
  const relay = new NostrRelay(store, {
    logLevel: LogLevel.ERROR,
    // With these caches on, a read just after a write gives the old event, and a forged copy shuts out the genuine one.
    filterResultCacheTtl: 0,
    eventHandlingResultCacheTtl: 0,
  })
  return relay.register({
    beforeHandleEvent: event => {
      const reason = refuse?.(event)
      return reason === undefined ? { canHandle: true } : { canHandle: false, message: reason }
    },
  })
}

function listening(server: WebSocketServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
      else reject(new Error('The relay has no port'))
    })
  })
}

/** A Nostr relay on this machine, in memory: for development, the demo and tests. Rejects when the port is taken. */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const store = new LossyStore(options)
  const relay = createRelay(store, options)
  const validator = new Validator({ maxContentLength: 512 * 1024 })
  const received: Event[] = []

  async function handle(socket: WebSocket, data: RawData): Promise<void> {
    const message = await validator.validateIncomingMessage(data)
    if (message[0] === 'EVENT') received.push(message[1])
    await relay.handleMessage(socket, message)
  }

  const server = new WebSocketServer({ host: '127.0.0.1', port: options.port ?? 0 })
  server.on('connection', socket => {
    relay.handleConnection(socket)
    socket.on('close', () => relay.handleDisconnect(socket))
    socket.on('error', () => socket.terminate())
    socket.on('message', data => {
      handle(socket, data).catch(error => socket.send(JSON.stringify(['NOTICE', String(error)])))
    })
  })
  const port = await listening(server)

  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    events: () => store.events,
    received: () => received,
    stop: () =>
      new Promise(resolve => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => resolve())
      }),
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
  const { url } = await startRelay({ port: Number(values.port) })
  console.log(JSON.stringify({ url }))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
