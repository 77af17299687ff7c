import browser from 'webextension-polyfill'

/** What sharing sends, in Firefox's terms; manifest.json lists the same as optional. */
const sent = ['websiteContent', 'browsingActivity', 'personallyIdentifyingInfo']

/**
 * Asks the person, where the browser has such a question (Firefox 140 and newer), whether the extension may send what
 * sharing sends. Must be called within the task of the person's click. Other browsers refuse the very question: there
 * the click on Share or Join itself is the consent.
 */
export async function consentToShare(): Promise<boolean> {
  try {
    return await browser.permissions.request({ data_collection: sent } as Parameters<
      typeof browser.permissions.request
    >[0])
  } catch (error) {
    if (error instanceof Error && /data_collection/.test(error.message)) return true
    throw error
  }
}
