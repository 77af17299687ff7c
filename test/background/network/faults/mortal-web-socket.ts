import type { WebSocket as NodeWebSocket } from 'ws'

/** WebSockets of one worker, which end with it. */
export interface MortalSockets {
  readonly webSocket: typeof WebSocket
  /** Ends every socket without a word; nothing more is sent, and nothing that comes is heard. */
  kill(): void
}

/**
 * Sockets (of `ws`) whose owner is killed by the `lives`-th message over any of them: one that it was about to send, or
 * one that came and is not handled any more.
 */
export function mortalWebSocket(base: typeof WebSocket, lives: number, onKilled: () => void): MortalSockets {
  const sockets = new Set<{ terminate(): void }>()
  let left = lives
  let isDead = false

  /** Whether the owner still lives after one more message. */
  function survives(): boolean {
    left -= 1
    if (left === 0 && !isDead) onKilled()
    return !isDead
  }

  class MortalWebSocket extends (base as unknown as typeof NodeWebSocket) {
    constructor(url: string) {
      super(url)
      sockets.add(this)
      if (isDead) this.terminate()
    }

    override send(data: Parameters<NodeWebSocket['send']>[0]): void {
      if (survives()) super.send(data)
    }

    override emit(event: string | symbol, ...values: unknown[]): boolean {
      if (isDead && event !== 'error') return false
      return event === 'message' && !survives() ? false : super.emit(event, ...values)
    }
  }

  return {
    webSocket: MortalWebSocket as unknown as typeof WebSocket,
    kill() {
      isDead = true
      for (const socket of sockets) socket.terminate()
    },
  }
}
