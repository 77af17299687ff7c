/** Whether this browser has offscreen documents (Chromium). Firefox has a window in the background instead. */
export function hasOffscreen(): boolean {
  return typeof chrome !== 'undefined' && chrome.offscreen !== undefined
}

let last: Promise<void> = Promise.resolve()

/** One after another: a document that is just being closed would be taken for one that stays. */
function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work, work)
  return last
}

/**
 * Makes sure that the one offscreen document is there, with `page` loaded. The document outlives the worker, so it
 * is looked for first.
 */
export function ensureOffscreen(page: string): Promise<void> {
  return inTurn(() => create(page))
}

/** Ends the document, if there is one. */
export function closeOffscreen(page: string): Promise<void> {
  return inTurn(async () => {
    if (await exists(page)) await chrome.offscreen.closeDocument()
  })
}

async function create(page: string): Promise<void> {
  if (await exists(page)) return
  try {
    await chrome.offscreen.createDocument({
      url: page,
      reasons: ['WEB_RTC' as chrome.offscreen.Reason],
      justification: 'Keeps the members of a shared cart connected directly to each other.',
    })
  } catch (error) {
    // Chromium can refuse with "Only a single offscreen document" while one is just being made (docs/browser-bugs.md).
    if (!(await exists(page))) throw error
  }
}

async function exists(page: string): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: ['OFFSCREEN_DOCUMENT' as chrome.runtime.ContextType],
    documentUrls: [chrome.runtime.getURL(page)],
  })
  return contexts.length > 0
}
