import { getPublicKey } from 'nostr-tools/pure'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { previewMailbox } from '../../background/network/preview.ts'
import { parseCartLink } from '../../extension/invite/cart-link.ts'
import { deriveKeys } from '../../extension/invite/keys.ts'
import { environment } from '../background/network/members.ts'
import { expectBlind } from '../support/what-a-relay-sees.ts'
import { launchChromium } from './support/chromium.ts'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchFirefox } from './support/firefox.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { newProfile, removeProfile } from './support/profile.ts'
import { eventually } from './support/wait.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let profile: string
beforeAll(async () => {
  ;[world, profile] = await Promise.all([startWorld({ relays: 5 }), newProfile()])
})
afterAll(async () => {
  await world.stop()
  await removeProfile(profile)
})

/** Starts a browser to which dead relays are nothing new, and opens its popup. */
async function open<B extends ExtensionBrowser>(launched: Promise<B>) {
  const browser = await launched
  browser.problems.expect(/WebSocket connection|ERR_CONNECTION_REFUSED|Failed to load resource/)
  return { browser, cart: new PopupPage(await browser.openPopupInTab()) }
}

/** Quits a browser; its process is gone. */
async function quit(browser: ExtensionBrowser): Promise<void> {
  const process = browser.browser.process()
  await browser.close()
  expect([process?.exitCode, process?.signalCode].some(code => code != null)).toBe(true)
}

/** Waits until each living relay alone gives whoever has the link a cart with this in it. */
async function untilKept(link: string, title: string): Promise<void> {
  const { secret } = await parseCartLink(link)
  for (const { url } of world.relays.slice(3)) {
    await eventually(`${url} has "${title}"`, async () => {
      const doc = new Y.Doc()
      const { updates } = await previewMailbox(secret, [url], environment)
      for (const update of updates) Y.applyUpdate(doc, update)
      const arrays = [...doc.share.keys()].map(name => doc.getArray(name).toJSON())
      return JSON.stringify(arrays).includes(`"${title}"`) || undefined
    })
  }
}

const savedOnTwo = words('status_saved_other', '2', '').replace(/,\s*$/, '')

describe('two members who are never online together, with three of five relays dead', () => {
  test('get each other’s changes, and the relays learn nothing', async () => {
    await Promise.all([0, 1, 2].map(at => world.killRelay(at)))
    const extension = { extensionDir: world.extension.chromium, profile }

    const ada = await open(launchChromium(extension))
    const link = await ada.cart.share('Adelaide')
    await ada.cart.click(words('back'))
    for (const title of ['Rye bread', 'Oat milk', 'Green olives']) await ada.cart.addByHand(title)
    await untilKept(link, 'Green olives')
    await ada.cart.hasStatus(savedOnTwo)
    await quit(ada.browser)

    const ben = await open(launchFirefox({ extensionDir: world.extension.firefox }))
    await ben.cart.join(link, 'Benedict')
    await ben.cart.showsLines([{ title: 'Rye bread' }, { title: 'Oat milk' }, { title: 'Green olives' }])
    await ben.cart.remove('Oat milk')
    await ben.cart.more('Rye bread')
    await ben.cart.addByHand('Chestnut honey')
    await untilKept(link, 'Chestnut honey')
    await ben.cart.hasStatus(savedOnTwo)
    await quit(ben.browser)

    const again = await open(launchChromium(extension))
    await again.cart.showsLines([
      { title: 'Rye bread', quantity: 2 },
      { title: 'Green olives' },
      { title: 'Chestnut honey' },
    ])
    await quit(again.browser)

    const { signingKey } = await deriveKeys((await parseCartLink(link)).secret)
    const secrets = {
      publicKey: getPublicKey(signingKey),
      words: ['Rye bread', 'Oat milk', 'Green olives', 'Chestnut honey', 'Adelaide', 'Benedict'],
    }
    for (const relay of world.relays.slice(3)) {
      const seen = expectBlind(relay.frames(), secrets)
      expect(Object.keys(seen)).toEqual(expect.arrayContaining(['REQ', 'EVENT 30078', 'EVENT 25078']))
    }
  })
})
