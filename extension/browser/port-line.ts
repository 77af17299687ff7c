import browser, { type Runtime } from 'webextension-polyfill'
import type { Line } from '../messages/line.ts'
import { fromWire, toWire } from '../messages/wire-bytes.ts'

/**
 * A line over a runtime port. `read` checks each message that arrives and throws on one that is not of the
 * protocol: it is dropped and reported, the line goes on.
 */
export function portLine<Out, In>(port: Runtime.Port, read: (message: unknown) => In): Line<Out, In> {
  return {
    send: message => port.postMessage(toWire(message)),
    onMessage: listener =>
      port.onMessage.addListener(message => {
        let parsed: In
        try {
          parsed = read(fromWire(message))
        } catch (error) {
          console.error(`A message on the line "${port.name}" was dropped:`, error)
          return
        }
        listener(parsed)
      }),
    onClose: listener =>
      port.onDisconnect.addListener(() => {
        // Chromium logs an error that nobody looked at. That the other end is gone is all there is to know.
        void browser.runtime.lastError
        listener()
      }),
    close: () => port.disconnect(),
  }
}
