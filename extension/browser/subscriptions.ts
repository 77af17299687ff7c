import browser from 'webextension-polyfill'
import { isOwnPage } from './sender.ts'

/*
 * The verb "subscribe" on runtime ports: the background sends a snapshot when a view connects, then changes. Views send
 * a heartbeat, which the background echoes, for two reasons: both browsers end a background that only has an open port
 * (Chromium after 30 s, Firefox as well), and a port can be lost without either end being told (docs/browser-bugs.md).
 * A view that hears nothing in time, or is told that the background ended, connects again.
 */

const heartbeat = 'alive'
const heartbeatMs = 5_000
const firstRetryMs = 100
const lastRetryMs = 5_000
const firstPatienceMs = 1_000
const lastPatienceMs = 30_000

/** Gives `listener` everything the background sends on the channel `name`, until `signal` aborts. */
export function subscribeToBackground(
  name: string,
  listener: (message: unknown) => void,
  signal: AbortSignal,
): void {
  let retryMs = firstRetryMs
  let patienceMs = firstPatienceMs

  function connect(): void {
    if (signal.aborted) return
    const port = browser.runtime.connect({ name })
    const connected = new AbortController()
    let patience: ReturnType<typeof setTimeout>

    function expectAnswer(): void {
      clearTimeout(patience)
      patience = setTimeout(() => {
        patienceMs = Math.min(patienceMs * 2, lastPatienceMs)
        connected.abort()
        connect()
      }, patienceMs)
    }

    const beat = setInterval(() => {
      expectAnswer()
      port.postMessage(heartbeat)
    }, heartbeatMs)
    connected.signal.addEventListener('abort', () => {
      clearInterval(beat)
      clearTimeout(patience)
      port.disconnect()
    })
    signal.addEventListener('abort', () => connected.abort(), { signal: connected.signal })

    port.onMessage.addListener(message => {
      clearTimeout(patience)
      retryMs = firstRetryMs
      patienceMs = firstPatienceMs
      if (message !== heartbeat) listener(message)
    })
    port.onDisconnect.addListener(() => {
      // Chromium logs an error that nobody looked at; that the worker is just being ended is no error here.
      void browser.runtime.lastError
      connected.abort()
      setTimeout(connect, retryMs)
      retryMs = Math.min(retryMs * 2, lastRetryMs)
    })
    expectAnswer()
  }

  connect()
}

/** One view that subscribed. */
export interface Subscriber {
  send(message: unknown): void
  /** Aborts when the view is gone. */
  readonly gone: AbortSignal
  /** Hangs up; the view then connects again. */
  end(): void
}

/** Tells of each view that subscribes to `name`. To be called synchronously when the background starts. */
export function acceptSubscribers(name: string, accept: (subscriber: Subscriber) => void): void {
  browser.runtime.onConnect.addListener(port => {
    if (port.name !== name || !port.sender || !isOwnPage(port.sender)) return
    const gone = new AbortController()
    port.onDisconnect.addListener(() => gone.abort())
    port.onMessage.addListener(message => {
      if (message === heartbeat) port.postMessage(heartbeat)
    })
    accept({
      send: message => {
        if (!gone.signal.aborted) port.postMessage(message)
      },
      gone: gone.signal,
      end: () => port.disconnect(),
    })
  })
}
