import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRelay } from '../../demo/relay.ts'
import { launchChromium } from './support/chromium.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { screenshot } from './support/screenshots.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let spare: Awaited<ReturnType<typeof startRelay>>
beforeAll(async () => {
  world = await startWorld({ relays: 2 })
  spare = await startRelay()
})
afterAll(async () => {
  await world.stop()
  await spare.stop()
})

test('the status leads to the settings, where a relay is added, removed and seen to hold the cart', async () => {
  const ada = await launchChromium({ extensionDir: world.extension.chromium })
  const popup = new PopupPage(await ada.openPopupInTab())
  await popup.addByHand('Bread')
  await popup.share('Ada')
  await popup.click(words('back'))
  await popup.hasStatus(words('status_saved_other', '2', '').replace(/,\s*$/, ''))

  await popup.page.click('.status summary')
  await popup.click(words('status_settings'))
  const target = await ada.browser.waitForTarget(each => each.url().endsWith('/settings/settings.html'))
  const tab = await target.page()
  if (!tab) throw new Error('The settings are no page')
  const settings = new PopupPage(tab)
  for (const { url } of world.relays) await settings.sees(url)
  await settings.sees(words('relay_has_all'))

  await settings.type(words('settings_add_label'), 'ws://127.0.0.1:9/')
  await settings.click(words('settings_add'))
  await settings.sees(words('error_relay_fails'))

  await settings.type(words('settings_add_label'), spare.url)
  await settings.click(words('settings_add'))
  await settings.named(words('settings_remove_relay', spare.url))
  await settings.sees(words('relay_origin_you'))
  await popup.hasStatus(words('status_saved_other', '3', '').replace(/,\s*$/, ''))
  await screenshot(tab, 'settings')

  const [first] = world.relays
  if (!first) throw new Error('There is no relay')
  await settings.click(words('settings_remove_relay', first.url))
  await settings.click(words('settings_remove'))
  await popup.hasStatus(words('status_saved_other', '2', '').replace(/,\s*$/, ''))
  expect(await tab.evaluate(() => document.querySelectorAll('.relay').length)).toBe(2)
  await ada.close()
})
