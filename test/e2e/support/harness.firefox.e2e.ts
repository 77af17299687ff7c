import { expect, test } from 'vitest'
import { startCuttableProxy } from './cuttable-proxy.ts'
import { launchFirefox } from './firefox.ts'
import { fixtureExtension } from './fixture-extension.ts'
import { startLocalServer } from './local-server.ts'
import { waitUntil } from './wait.ts'

test('Firefox opens the popup in a tab, and the background answers it', async () => {
  const firefox = await launchFirefox({ extensionDir: await fixtureExtension() })
  const popup = await firefox.openPopupInTab()
  await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
  expect(await popup.evaluate(() => ask('started'))).toMatch(/^[\w-]{36}$/)
})

test.each([
  ['logError', /logged by the background/],
  ['reject', /rejected in the background/],
])('Firefox tells what goes wrong in the event page: %s', async (message, text) => {
  const firefox = await launchFirefox({ extensionDir: await fixtureExtension() })
  const popup = await firefox.openPopupInTab()
  await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
  await popup.evaluate(name => ask(name), message)
  await expect(firefox.close()).rejects.toThrow(text)
})

test('Firefox can be cut off from the network and put back', async () => {
  const proxy = await startCuttableProxy()
  const firefox = await launchFirefox({ extensionDir: await fixtureExtension(), proxy })
  const { page: address, socket } = await startLocalServer()
  expect(await (await firefox.openPage(address)).title()).toBe('A local page')
  const page = await firefox.openExtensionPage('offscreen.html')
  await page.evaluate(to => listen(to), socket)
  await waitUntil(page, 'the line is open', () => heard.includes('open'))
  proxy.cut()
  await waitUntil(page, 'the line is closed', () => heard.includes('closed'))
  proxy.restore()
  await page.evaluate(to => {
    heard.length = 0
    listen(to)
  }, socket)
  await waitUntil(page, 'the line is open again', () => heard.includes('open'))
  await firefox.close()
  await proxy.stop()
})
