import browser from 'webextension-polyfill'

/** Shows a short text on the toolbar button; the empty text takes it away. */
export async function setBadge(text: string, colour: string): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: colour })
  await browser.action.setBadgeText({ text })
}

/** Opens the popup as a click would. Rejects where the browser wants the person's own click for that. */
export async function openPopup(): Promise<void> {
  await browser.action.openPopup()
}
