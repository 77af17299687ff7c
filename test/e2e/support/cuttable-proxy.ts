import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isLoopback } from '../../../scripts/build/defaults.ts'

/** A way to the (loopback) network for one browser that a test can cut, as when its cable is pulled. */
export interface CuttableProxy {
  readonly port: number
  /** Ends every connection at once and refuses new ones. */
  cut(): void
  restore(): void
  stop(): Promise<void>
}

/** Starts an HTTP proxy on loopback. It goes nowhere but to this machine. */
export async function startCuttableProxy(): Promise<CuttableProxy> {
  const sockets = new Set<Duplex>()
  let isCut = false

  function track<S extends Duplex>(socket: S): S {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A torn connection is what this proxy is for; both ends see it.
    socket.on('error', () => socket.destroy())
    return socket
  }

  const server = createServer(forward)
  server.on('connection', (socket: Socket) => {
    track(socket)
    if (isCut) socket.destroy()
  })
  server.on('connect', (asked: IncomingMessage, client: Duplex) => {
    tunnel(asked.url ?? '', client, track)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  function endAll(): void {
    for (const socket of sockets) socket.destroy()
  }

  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true
      endAll()
    },
    restore() {
      isCut = false
    },
    stop() {
      endAll()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

/** What browsers use for WebSockets and https: `CONNECT host:port`, then bytes both ways. */
function tunnel(authority: string, client: Duplex, track: (socket: Socket) => Socket): void {
  if (!isLoopback(`http://${authority}`)) {
    client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    return
  }
  const upstream = track(connect(Number(new URL(`http://${authority}`).port || 80), '127.0.0.1'))
  upstream.on('connect', () => {
    client.write('HTTP/1.1 200 Connected\r\n\r\n')
    upstream.pipe(client).pipe(upstream)
  })
  upstream.on('close', () => client.destroy())
  client.on('close', () => upstream.destroy())
}

/** Plain http, asked for by its whole address. Every `*.localhost` is this machine. */
function forward(asked: IncomingMessage, answer: ServerResponse): void {
  const address = asked.url ?? ''
  if (!URL.canParse(address) || !isLoopback(address)) {
    answer.writeHead(403).end()
    return
  }
  const { port, pathname, search } = new URL(address)
  const upstream = request(
    {
      host: '127.0.0.1',
      port: port || 80,
      path: `${pathname}${search}`,
      method: asked.method,
      headers: asked.headers,
    },
    response => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    },
  )
  upstream.on('error', () => answer.writeHead(502).end())
  asked.pipe(upstream)
}
