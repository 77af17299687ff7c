import browser from 'webextension-polyfill'

/** The browser lets no extension read this page: its own pages, its add-on shop, a PDF, a page not granted. */
export class PageUnreadableError extends Error {
  override name = 'PageUnreadableError' as const
}

/**
 * Runs a packaged script in the tab's main frame and answers the value of its last expression. Needs the
 * person's click on this tab (activeTab).
 */
export async function runInPage(tab: number, file: string): Promise<unknown> {
  let results: Awaited<ReturnType<typeof browser.scripting.executeScript>>
  try {
    results = await browser.scripting.executeScript({ target: { tabId: tab }, files: [file] })
  } catch (error) {
    throw new PageUnreadableError(error instanceof Error ? error.message : String(error))
  }
  const [main] = results
  if (main?.error) throw new Error(`${file} failed in the page: ${JSON.stringify(main.error)}`)
  return main?.result
}
