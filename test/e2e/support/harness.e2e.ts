import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { startCuttableProxy } from './cuttable-proxy.ts'
import { fixtureExtension } from './fixture-extension.ts'
import { startLocalServer } from './local-server.ts'
import { goOffline, goOnline } from './offline.ts'
import { screenshot } from './screenshots.ts'
import { waitUntil } from './wait.ts'

describe('Chromium in tests', () => {
  test('opens the real popup by the toolbar, with activeTab', async () => {
    const chromium = await launchChromium({ extensionDir: await fixtureExtension() })
    const { page: address } = await startLocalServer()
    const shop = await chromium.openPage(address)
    const popup = await chromium.clickToolbar(shop)
    await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
    expect(await popup.evaluate('tab.url')).toBe(address)
    expect(await popup.evaluate('ask("titleOf", tab.id)')).toBe('A local page')
    expect(existsSync(await screenshot(popup, 'harness-popup'))).toBe(true)
  })

  test('has no activeTab in a popup that was opened in a tab', async () => {
    const chromium = await launchChromium({ extensionDir: await fixtureExtension() })
    const { page: address } = await startLocalServer()
    await chromium.openPage(address)
    const popup = await chromium.openPopupInTab()
    await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
    const answer = await popup.evaluate(async () => {
      const tabs = await chrome.tabs.query({})
      return Promise.all(tabs.map(tab => ask('titleOf', tab.id)))
    })
    expect(answer).not.toContain('A local page')
  })

  test('kills the worker, which starts again at the next message, time after time', async () => {
    const chromium = await launchChromium({ extensionDir: await fixtureExtension() })
    const popup = await chromium.openPopupInTab()
    await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
    const lives = new Set([await popup.evaluate('ask("started")')])
    for (let kill = 0; kill < 3; kill++) {
      await chromium.killWorker()
      lives.add(await popup.evaluate('ask("started")'))
    }
    expect(lives.size).toBe(4)
  })

  test.each([
    ['logError', /logged by the background/],
    ['reject', /rejected in the background/],
  ])('collects what goes wrong in the worker: %s, also after it was killed', async (message, text) => {
    const chromium = await launchChromium({ extensionDir: await fixtureExtension() })
    const popup = await chromium.openPopupInTab()
    await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
    for (const kill of [false, true]) {
      if (kill) await chromium.killWorker()
      await popup.evaluate(name => ask(name), message)
      await chromium.settle()
      expect(chromium.problems.takeUnexpected()).toEqual([
        { where: chromium.extensionAddress('background.js'), text: expect.stringMatching(text) },
      ])
    }
  })

  test('collects what goes wrong in the popup and in the offscreen document', async () => {
    const chromium = await launchChromium({ extensionDir: await fixtureExtension() })
    const popup = await chromium.openPopupInTab()
    await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
    await popup.evaluate('ask("openOffscreen")')
    await popup.evaluate(() => console.error('logged by the popup'))
    const offscreen = await chromium.offscreen()
    await offscreen.evaluate(() => void Promise.reject(new Error('rejected offscreen')))
    await chromium.settle()
    const texts = chromium.problems.takeUnexpected().map(({ text }) => text)
    expect(texts).toContainEqual(expect.stringContaining('logged by the popup'))
    expect(texts).toContainEqual(expect.stringContaining('rejected offscreen'))
  })

  test('goes offline with all it has, and comes back', async () => {
    const proxy = await startCuttableProxy()
    const chromium = await launchChromium({ extensionDir: await fixtureExtension(), proxy })
    const { socket } = await startLocalServer()
    const popup = await chromium.openPopupInTab()
    await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
    await popup.evaluate('ask("openOffscreen")')
    const page = await chromium.offscreen()
    await page.evaluate(address => listen(address), socket)
    await page.evaluate(() => connectToSelf())
    await waitUntil(page, 'both lines are open', () => heard.includes('open') && heard.includes('peer open'))

    await goOffline(chromium, proxy)
    await waitUntil(
      page,
      'both lines are closed',
      () => heard.includes('closed') && heard.includes('peer closed'),
    )
    expect(await page.evaluate(() => navigator.onLine)).toBe(false)
    await page.evaluate(address => {
      heard.length = 0
      listen(address)
    }, socket)
    await waitUntil(page, 'a new line was refused', () => heard.includes('closed'))
    expect(await page.evaluate(() => heard)).toEqual(['closed'])

    await goOnline(chromium, proxy)
    await page.evaluate(address => {
      heard.length = 0
      listen(address)
    }, socket)
    await waitUntil(page, 'a line is open again', () => heard.includes('open'))
    await chromium.close()
    await proxy.stop()
  })
})
