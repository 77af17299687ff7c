import { createServer, type Server } from 'node:http'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Relay, RelayOptions } from './relay/contract.ts'
import { serveControl } from './relay/control.ts'
import { answerInformation } from './relay/information.ts'
import { RelayCore } from './relay/relay-core.ts'
import { acceptConnections } from './relay/sockets.ts'

export type { Relay, RelayOptions }

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
      else reject(new Error('The relay has no port'))
    })
  })
}

/** A Nostr relay on this machine, in memory: for development, the demo and tests. Rejects when the port is taken. */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  let switches = options.switches ?? {}
  const core = new RelayCore({ ...options, switches: () => switches })
  const server = createServer((request, response) => answerInformation(request, response, switches))
  const sockets = acceptConnections(server, core, () => switches)
  const port = await listening(server, options.port ?? 0)

  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    set(next) {
      const cuts = next.auth !== switches.auth || next.connections !== switches.connections
      switches = next
      if (cuts) sockets.cut()
    },
    forget: () => core.forget(),
    plant: event => core.plant(event),
    inject: event => {
      for (const client of sockets.clients()) client.inject(event)
    },
    sendFrame: text => {
      for (const client of sockets.clients()) client.sendFrame(text)
    },
    events: () => core.store.events,
    received: () => core.traffic.received,
    frames: () => core.traffic.frames,
    counts: () => core.traffic.counts(sockets.counts()),
    stop: () =>
      new Promise(resolve => {
        sockets.cut()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function main(): Promise<void> {
  if (serveControl(startRelay)) return
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
  const { url } = await startRelay({ port: Number(values.port) })
  console.log(JSON.stringify({ url }))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
