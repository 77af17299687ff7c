import { createInterface } from 'node:readline'
import type { Browser } from 'puppeteer-core'
import { launchChromium } from '../test/e2e/support/chromium.ts'
import type { World } from '../test/e2e/support/world.ts'

const guide = `A browser with Common Cart is open on the demo shop. In it:
  1. Open a product and click the Common Cart button in the toolbar (it may be behind the puzzle piece).
  2. Click "Add to cart", then "Share", and copy the link.
  3. Press Enter here: a second browser opens, for another member of the household. Open the link in it, click the
     button, and join. From then on both have one cart.
Close the browsers to end.
`

/** Opens a browser window on the demo shop, says what to click, and ends when every window is closed. */
export async function openForPerson(world: World): Promise<void> {
  const browsers = [await openBrowser(world)]
  console.log(guide)
  const keyboard = createInterface({ input: process.stdin })
  keyboard.on('line', () => {
    openBrowser(world).then(
      browser => browsers.push(browser),
      error => console.error('The second browser could not be opened:', error),
    )
  })
  for (const browser of browsers) await closed(browser)
  keyboard.close()
}

async function openBrowser(world: World): Promise<Browser> {
  const { browser, openPage } = await launchChromium({
    extensionDir: world.extension.chromium,
    headless: false,
  })
  await openPage(world.shop.address(''))
  return browser
}

function closed(browser: Browser): Promise<void> {
  return new Promise(resolve => {
    if (browser.connected) browser.once('disconnected', () => resolve())
    else resolve()
  })
}
