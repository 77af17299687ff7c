import { expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { fixtureExtension } from './fixture-extension.ts'
import { leaveTest } from './open-browsers.ts'
import { waitUntil } from './wait.ts'

async function loggingAnError(prepare: 'unexpected' | 'expected'): Promise<void> {
  const chromium = await launchChromium({ extensionDir: await fixtureExtension() })
  if (prepare === 'expected') chromium.problems.expect(/logged by the background/)
  const popup = await chromium.openPopupInTab()
  await waitUntil(popup, 'the popup is ready', () => document.body.dataset.ready === 'yes')
  await popup.evaluate('ask("logError")')
}

test('a test fails that ends with a problem nobody expected', async () => {
  await loggingAnError('unexpected')
  await expect(leaveTest()).rejects.toThrow('logged by the background')
})

test('a test may expect a problem', async () => {
  await loggingAnError('expected')
  await leaveTest()
})

test('a browser that is closed early still tells its problems', async () => {
  const chromium = await launchChromium({ extensionDir: await fixtureExtension() })
  const page = await chromium.openExtensionPage('popup.html')
  await page.evaluate(() => console.error('the last words'))
  await expect(chromium.close()).rejects.toThrow('the last words')
})
