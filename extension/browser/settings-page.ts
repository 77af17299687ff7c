import browser from 'webextension-polyfill'

/** Opens the settings page in a tab, or shows the one that is open. */
export async function openSettingsPage(): Promise<void> {
  await browser.runtime.openOptionsPage()
}
