import browser from 'webextension-polyfill'

/** Calls `listener` when the browser starts: alarms alone may not outlive it. To be called synchronously at start. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener)
}
