import browser from 'webextension-polyfill'
import { isOwnPage } from './sender.ts'

/*
 * The verb "subscribe" on runtime ports: the background sends a snapshot when a view connects, then changes. The
 * view connects again when the background was restarted. It sends a heartbeat, because both browsers end a
 * background that only has an open port (Chromium after 30 s, Firefox as well).
 */

const heartbeatMs = 10_000
const firstRetryMs = 100
const lastRetryMs = 5_000

/** Gives `listener` everything the background sends on the channel `name`, until `signal` aborts. */
export function subscribeToBackground(
  name: string,
  listener: (message: unknown) => void,
  signal: AbortSignal,
): void {
  let retryMs = firstRetryMs

  function connect(): void {
    if (signal.aborted) return
    const port = browser.runtime.connect({ name })
    const heartbeat = setInterval(() => port.postMessage('alive'), heartbeatMs)
    const end = (): void => {
      clearInterval(heartbeat)
      port.disconnect()
    }
    signal.addEventListener('abort', end, { once: true })
    port.onMessage.addListener(message => {
      retryMs = firstRetryMs
      listener(message)
    })
    port.onDisconnect.addListener(() => {
      clearInterval(heartbeat)
      signal.removeEventListener('abort', end)
      setTimeout(connect, retryMs)
      retryMs = Math.min(retryMs * 2, lastRetryMs)
    })
  }

  connect()
}

/** One view that subscribed. */
export interface Subscriber {
  send(message: unknown): void
  /** Aborts when the view is gone. */
  readonly gone: AbortSignal
}

/** Tells of each view that subscribes to `name`. To be called synchronously when the background starts. */
export function acceptSubscribers(name: string, accept: (subscriber: Subscriber) => void): void {
  browser.runtime.onConnect.addListener(port => {
    if (port.name !== name || !port.sender || !isOwnPage(port.sender)) return
    const gone = new AbortController()
    port.onDisconnect.addListener(() => gone.abort())
    accept({
      send: message => {
        if (!gone.signal.aborted) port.postMessage(message)
      },
      gone: gone.signal,
    })
  })
}
