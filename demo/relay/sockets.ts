import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocketServer } from 'ws'
import { RelayClient } from './client.ts'
import type { RelayCore } from './relay-core.ts'
import type { RelaySwitches } from './switches.ts'
import type { RelayCounts } from './traffic.ts'

/** The connections of a relay. */
export interface RelaySockets {
  /** Who is connected now. */
  clients(): readonly RelayClient[]
  counts(): Pick<RelayCounts, 'connections' | 'opening'>
  /** Ends every connection at once, and those that wait to be opened. */
  cut(): void
}

/** Lets clients connect by WebSocket, as far as the switches allow. */
export function acceptConnections(
  server: Server,
  core: RelayCore,
  switches: () => RelaySwitches,
): RelaySockets {
  const sockets = new WebSocketServer({ noServer: true })
  const clients = new Set<RelayClient>()
  const opening = new Set<Duplex>()

  server.on('upgrade', (request, socket, head) => {
    opening.add(socket)
    socket.on('close', () => opening.delete(socket))
    socket.on('error', () => socket.destroy())
    const { connections, latency = 0 } = switches()
    if (connections === 'silent') return
    if (connections === 'refused') {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
      return
    }
    const open = (): void => {
      opening.delete(socket)

      sockets.handleUpgrade(request, socket, head, each => sockets.emit('connection', each))
    }
    if (latency === 0) open()
    else setTimeout(() => socket.destroyed || open(), 2 * latency)
  })

  sockets.on('connection', socket => {
    core.traffic.opened += 1
    socket.on('error', () => socket.terminate())
    if (switches().connections === 'closed') {
      socket.close(1013, 'try again later')
      return
    }
    const client = new RelayClient(socket, switches)
    clients.add(client)
    core.connected(client)
    socket.on('close', () => {
      clients.delete(client)
      core.disconnected(client)
    })
    socket.on('message', (data: RawData) => client.arrived(() => core.handle(client, String(data))))
  })

  return {
    clients: () => [...clients],
    counts: () => ({ connections: clients.size, opening: opening.size }),
    cut() {
      for (const socket of sockets.clients) socket.terminate()
      for (const socket of opening) socket.destroy()
    },
  }
}
