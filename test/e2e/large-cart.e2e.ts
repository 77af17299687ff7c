import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { eventKinds } from '../../background/network/cart-signer.ts'
import { type Relay, startRelay } from '../../demo/relay.ts'
import { addProduct } from '../../extension/cart/operations/add.ts'
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts'
import { PopupPage, words } from './support/popup-page.ts'
import { eventually } from './support/wait.ts'
import { startWorld, type World } from './support/world.ts'

const lineCount = 1_000

let world: World
/** Passes signals on and keeps nothing. */
let relay: Relay

beforeAll(async () => {
  world = await startWorld()
  await world.killRelay(0)
  relay = await startRelay({
    port: world.relays[0]?.port ?? 0,
    refuse: ({ kind }) => (kind === eventKinds.signal ? undefined : 'blocked: only signals'),
  })
})

afterAll(async () => {
  await relay.stop()
  await world.stop()
})

/** A cart of more than a megabyte, as one Yjs v1 update. */
function largeCart(): Uint8Array {
  const doc = new Y.Doc()
  const replica = { doc, device: 'shopper1', now: () => 1_700_000_000_000 }
  doc.transact(() => {
    for (let at = 0; at < lineCount; at++) {
      const variant = `${at} `.repeat(80).trim()
      const url = `http://shop.test/${`product-${at}/`.repeat(80)}`
      addProduct(replica, String(at).padStart(22, 'A'), 1, { title: `Product ${at}`, variant, url })
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

/** Puts an update into the log of the browser's first cart, where its worker finds it at its next start. */
async function storeUpdate(browser: ChromiumBrowser, update: Uint8Array): Promise<void> {
  const page = await browser.openExtensionPage('manifest.json')
  await eventually('the browser has a cart', () => page.evaluate(appendToFirstCart, [...update]))
  await page.close()
  await browser.killWorker()
}

test('a cart of over a megabyte reaches a new member directly, with no relay that keeps any of it', async () => {
  const update = largeCart()
  expect(update.length).toBeGreaterThan(1024 * 1024)
  const ada = await launchChromium({ extensionDir: world.extension.chromium })
  await storeUpdate(ada, update)
  const adasCart = new PopupPage(await ada.openPopupInTab())
  const allLines = words('cart_show_all', '1,000')
  await adasCart.sees(allLines)
  const link = await adasCart.share('Ada')
  await adasCart.click(words('back'))

  const ben = await launchChromium({ extensionDir: world.extension.chromium })
  const bensCart = new PopupPage(await ben.openPopupInTab())
  await bensCart.join(link, 'Ben')
  await bensCart.sees(allLines)
  await bensCart.addByHand('Salt')
  await adasCart.sees('Salt')
  for (const cart of [adasCart, bensCart]) await cart.hasStatus(words('status_connected_one', '1'))
  expect(relay.events()).toEqual([])
})

// Runs inside the page. No function in it has a name: tsx would wrap it in a helper that no page has.
function appendToFirstCart(bytes: number[]): Promise<true | undefined> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('common-cart')
    // The extension has not made its database yet.
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = () => resolve(undefined)
    opening.onsuccess = () => {
      const db = opening.result
      const tx = db.transaction(['carts', 'log'], 'readwrite', { durability: 'strict' })
      let found: true | undefined
      const keys = tx.objectStore('carts').getAllKeys()
      keys.onsuccess = () => {
        const [cart] = keys.result
        if (cart === undefined) return
        tx.objectStore('log').add({ cart, update: new Uint8Array(bytes) })
        found = true
      }
      tx.onabort = () => reject(tx.error)
      tx.oncomplete = () => {
        db.close()
        resolve(found)
      }
    }
  })
}
