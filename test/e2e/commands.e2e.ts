import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { fire, inWorker } from './support/commands.ts'
import { PopupPage } from './support/popup-page.ts'
import { eventually } from './support/wait.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

describe.each(['command', 'menu'] as const)('the %s', event => {
  test('adds the page’s product without the popup, and the badge says so', async () => {
    const chromium = await launchChromium({ extensionDir: world.extension.chromium })
    const shop = await chromium.openPage(world.shop.address('tea'))
    await fire(chromium, shop, event)
    for (const badge of ['✓', '1']) {
      await eventually(`the badge says ${badge}`, async () => {
        const shown = await inWorker<string>(chromium, 'chrome.action.getBadgeText({})')
        return shown === badge || undefined
      })
    }
    await new PopupPage(await chromium.openPopupInTab()).showsLines([
      { title: 'Spring Hill Green Tea', quantity: 1 },
    ])
  })
})

test('the browser knows the command and the menu entry, and has granted no site', async () => {
  const chromium = await launchChromium({ extensionDir: world.extension.chromium })
  const popup = await chromium.openPopupInTab()
  await eventually('both commands have their keys', async () => {
    const commands = await popup.evaluate(() => chrome.commands.getAll())
    const ready = commands.filter(({ shortcut }) => shortcut).map(({ name }) => name)
    return ready.sort().join() === '_execute_action,add-product' || undefined
  })
  // Updating an entry that is not there rejects.
  await eventually('the menu has the entry', () =>
    popup.evaluate(() =>
      chrome.contextMenus.update('add-product', {}).then(
        () => true,
        () => undefined,
      ),
    ),
  )
  expect(await popup.evaluate(async () => (await chrome.permissions.getAll()).origins)).toEqual([])
})
