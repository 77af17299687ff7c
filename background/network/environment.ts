import { type Signatures, schnorrSignatures } from './signatures.ts'

/** What the network takes from the outside, so that tests can hold time still. */
export interface NetworkEnvironment extends Clock {
  readonly webSocket: typeof WebSocket
  readonly signatures: Signatures
  readonly fetch: typeof fetch
}

export interface Clock {
  /** ms since 1970. */
  now(): number
  /** Uniform in [0, 1). */
  random(): number
  /** Calls `run` once after `ms`, unless the returned function is called before. */
  after(ms: number, run: () => void): Cancel
}

export type Cancel = () => void

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** The browser's own. A function, because Node 20 has no WebSocket. */
export function browserEnvironment(): NetworkEnvironment {
  /**
   * nostr-tools still says CLOSE for each question when it closes a connection, which browsers report as an error. What
   * is sent on a closing socket is lost either way.
   */
  class ForgivingWebSocket extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (this.readyState === WebSocket.OPEN) super.send(data)
    }
  }
  return {
    ...systemClock,
    webSocket: ForgivingWebSocket,
    signatures: schnorrSignatures,
    // A browser's `fetch` is refused when it is called on another object than the window.
    fetch: (resource, options) => fetch(resource, options),
  }
}
