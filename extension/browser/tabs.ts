import browser from 'webextension-polyfill'

/** A tab as the popup sees it; address and title are there only where the person's click granted them. */
export interface TabInfo {
  readonly id: number
  readonly url?: string
  readonly title?: string
}

function toTabInfo(tab: {
  id?: number | undefined
  url?: string | undefined
  title?: string | undefined
}): TabInfo | undefined {
  if (tab.id === undefined) return undefined
  return { id: tab.id, ...(tab.url && { url: tab.url }), ...(tab.title && { title: tab.title }) }
}

/** The tab in front of the person; undefined for a view that is itself a tab. */
export async function activeTab(): Promise<TabInfo | undefined> {
  if (await browser.tabs.getCurrent()) return undefined
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab && toTabInfo(tab)
}

/** The tab with this id, or undefined when it was closed. */
export async function tabById(id: number): Promise<TabInfo | undefined> {
  try {
    return toTabInfo(await browser.tabs.get(id))
  } catch {
    // tabs.get has no other failure than "No tab with id".
    return undefined
  }
}
