import browser from 'webextension-polyfill'

/**
 * Calls `listener` every `minutes`, starting an ended background for it. To be called synchronously when the
 * background starts.
 */
export function every(minutes: number, name: string, listener: () => void): void {
  browser.alarms.onAlarm.addListener(alarm => {
    if (alarm.name === name) listener()
  })
  void browser.alarms.get(name).then(alarm => {
    if (!alarm) return browser.alarms.create(name, { periodInMinutes: minutes })
    return undefined
  })
}
