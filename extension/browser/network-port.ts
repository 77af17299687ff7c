import browser from 'webextension-polyfill'
import type { Line } from '../messages/line.ts'
import { portLine } from './port-line.ts'
import { wakeBackground } from './wake.ts'

const portName = 'network'

/** The background's end of the line to the offscreen document, which must exist. */
export function connectToOffscreen<Out, In>(read: (message: unknown) => In): Line<Out, In> {
  return portLine(browser.runtime.connect({ name: portName }), read)
}

/**
 * The offscreen document's end. It is one line for the document's whole life: the background connects anew each time
 * it starts. A message is dropped while there is no background, because one that connects is given all it lacks (see
 * background/network/protocol.ts); what `wakes` it starts it for that.
 */
export function acceptBackground<Out, In>(
  read: (message: unknown) => In,
  wakes: (message: Out) => boolean,
): Line<Out, In> {
  let current: Line<Out, In> | undefined
  const listeners: ((message: In) => void)[] = []

  browser.runtime.onConnect.addListener(port => {
    // A content script has a tab, and no page's process may speak for the background.
    const { sender } = port
    if (port.name !== portName || sender?.id !== browser.runtime.id || sender.tab) return
    const line = portLine<Out, In>(port, read)
    current = line
    line.onMessage(message => {
      for (const listener of listeners) listener(message)
    })
    line.onClose(() => {
      if (current === line) current = undefined
    })
  })

  const wake = (): void => {
    wakeBackground().catch(error => console.error('The background could not be woken:', error))
  }

  return {
    send: message => {
      if (current) current.send(message)
      else if (wakes(message)) wake()
    },
    onMessage: listener => listeners.push(listener),
    onClose: () => {},
    close: () => current?.close(),
  }
}
