import browser, { type Runtime } from 'webextension-polyfill'

/**
 * Whether a message comes from one of our own pages (popup, tab, offscreen document). A shop page cannot send us
 * anything, and what runs in it for us (the capture script) never does.
 */
export function isOwnPage(sender: Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && (sender.url ?? '').startsWith(browser.runtime.getURL(''))
}
