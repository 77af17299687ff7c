import browser from 'webextension-polyfill'

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
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (message !== wakeMessage) return undefined
    listener()
    return Promise.resolve(true)
  })
}
