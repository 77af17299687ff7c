import browser, { type Runtime } from 'webextension-polyfill'
import { isOwnPage } from './sender.ts'

/*
 * An ended worker is started again by any message. The offscreen document sends this one when it has something for
 * the background and no line to it; the start itself is the answer.
 */
const wakeMessage = 'wake'

/** Starts the worker if it has been ended. */
export async function wakeBackground(): Promise<void> {
  await browser.runtime.sendMessage(wakeMessage)
}

/** Calls `listener` when the offscreen document has something and found no line. */
export function onWake(listener: () => void): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (message !== wakeMessage || !isOwnPage(sender)) return undefined
    listener()
    return Promise.resolve(true)
  })
}
