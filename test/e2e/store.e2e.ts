import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeCases } from '../background/store/acceptance.ts'
import { openStorePage, type StoreBrowser } from './store-page/open.ts'
import { serveStorePage } from './store-page/serve.ts'

let chromium: StoreBrowser

beforeAll(async () => {
  chromium = await openStorePage('chromium')
})
afterAll(() => chromium?.close())

describe('the store in the IndexedDB of Chromium', () => {
  test.each(storeCases.map(({ name }) => name))('%s', async name => {
    expect(await chromium.page.evaluate(each => globalThis.storePage.runCase(each), name)).toBeUndefined()
  })

  test('a full disk is reported, loses nothing, and the store goes on when there is room', async () => {
    // An origin of its own: Chromium remembers for half a minute how much room it once told an origin to have.
    const fresh = await serveStorePage()
    try {
      const tab = await chromium.browser.newPage()
      const session = await tab.createCDPSession()
      const quotaSize = 3 * 1024 * 1024
      await session.send('Storage.overrideQuotaForOrigin', { origin: fresh.origin, quotaSize })
      await tab.goto(fresh.origin, { waitUntil: 'load' })
      expect(await tab.evaluate(() => globalThis.storePage.fillDisk())).toBeUndefined()
      await session.send('Storage.overrideQuotaForOrigin', { origin: fresh.origin })
      expect(await tab.evaluate(() => globalThis.storePage.goOnAfterFull())).toBeUndefined()
    } finally {
      await fresh.stop()
    }
  })
})
