import { isDeepStrictEqual } from 'node:util'
import { ScriptFailure } from '../../scripts/failure.ts'
import { type ChromiumBrowser, launchChromium } from '../../test/e2e/support/chromium.ts'
import { type CuttableProxy, startCuttableProxy } from '../../test/e2e/support/cuttable-proxy.ts'
import { goOffline, goOnline } from '../../test/e2e/support/offline.ts'
import { PopupPage, type ShownLine, words } from '../../test/e2e/support/popup-page.ts'
import { screenshot } from '../../test/e2e/support/screenshots.ts'
import type { World } from '../../test/e2e/support/world.ts'
import { step } from './steps.ts'

interface TourMember {
  readonly browser: ChromiumBrowser
  /** The cart in a tab, which stays open. */
  readonly cart: PopupPage
}

/** What both carts must show in the end, people aside. */
const expected = (tea: string, hammer: string): Partial<ShownLine>[] => [
  { title: tea, quantity: 4, bought: false, note: 'the big bag' },
  { title: hammer, quantity: 1, bought: true },
  { title: 'Oat milk', quantity: 2, bought: false },
]

/**
 * The main job by itself, with two browsers: adding by the real toolbar click, sharing, joining, changes at the same
 * moment, one member offline. Prints each step; throws a ScriptFailure unless both carts end equal and as expected.
 */
export async function runTour(world: World): Promise<void> {
  const proxy = await startCuttableProxy()
  try {
    const ada = await step('Member A starts a browser', () => start(world))
    const tea = await step('A adds a tea from a shop (its page says what it is in JSON-LD)', () =>
      addFrom(ada, world.shop.address('tea'), 'tour-1-capture'),
    )
    const hammer = await step('A adds a hammer from another shop (microdata)', () =>
      addFrom(ada, world.shop.address('hammer'), 'tour-2-capture'),
    )
    const link = await step('A shares the cart and gets its link', () => share(ada))
    const ben = await step('Member B starts a browser', () => start(world, proxy))
    await step('B opens the link, clicks the button and joins', () => join(ben, link))
    await step('A and B are connected directly', () => connected(ada, ben))
    await step('A and B change the same line at the same moment', () => changeTogether(ada, ben, tea))
    await step('B goes offline; both go on', () => changeApart(ada, ben, proxy, tea, hammer))
    await step('B comes back, and both have everything', async () => {
      await goOnline(ben.browser, proxy)
      await both(ada, ben, cart => cart.showsLines(expected(tea, hammer)))
    })
    await step('A and B are connected directly again', () => connected(ada, ben))
    await report(ada, ben)
    await Promise.all([ada, ben].map(({ browser }) => browser.close()))
  } finally {
    await proxy.stop()
  }
}

async function start(world: World, proxy?: CuttableProxy): Promise<TourMember> {
  const browser = await launchChromium({ extensionDir: world.extension.chromium, ...(proxy && { proxy }) })
  // A member who is cut off from the network sees just that in the console.
  if (proxy) browser.problems.expect(/WebSocket|ERR_/)
  const cart = new PopupPage(await browser.openPopupInTab())
  await cart.page.setViewport({ width: 400, height: 620, deviceScaleFactor: 2 })
  return { browser, cart }
}

/** The real toolbar click, and the click on "Add to cart". Gives the product's title. */
async function addFrom({ browser, cart }: TourMember, address: string, picture: string): Promise<string> {
  const before = (await cart.lines()).map(({ title }) => title)
  const page = await browser.openPage(address)
  const popup = new PopupPage(await browser.clickToolbar(page))
  await popup.named(words('capture_add'))
  await screenshot(popup.page, picture)
  await popup.add()
  await popup.page.close()
  await page.close()
  const added = (await cart.lines()).find(({ title }) => !before.includes(title))
  if (!added) throw new ScriptFailure(`Nothing was added from ${address}`)
  return added.title
}

async function share({ cart }: TourMember): Promise<string> {
  const link = await cart.share('Ada')
  await screenshot(cart.page, 'tour-3-share')
  await cart.click(words('back'))
  return link
}

async function join({ browser, cart }: TourMember, link: string): Promise<void> {
  const page = await browser.openPage(link)
  await screenshot(page, 'tour-4-link')
  const popup = new PopupPage(await browser.clickToolbar(page))
  await popup.sees(words('join_with', 'Ada'))
  await screenshot(popup.page, 'tour-5-join')
  await popup.answerJoin('Ben')
  await popup.page.close()
  await page.close()
  await cart.sees('Ada')
}

async function both(
  ada: TourMember,
  ben: TourMember,
  what: (cart: PopupPage) => Promise<void>,
): Promise<void> {
  await Promise.all([what(ada.cart), what(ben.cart)])
}

function connected(ada: TourMember, ben: TourMember): Promise<void> {
  return both(ada, ben, cart => cart.hasStatus(words('status_connected_one', '1')))
}

async function changeTogether(ada: TourMember, ben: TourMember, tea: string): Promise<void> {
  await Promise.all([ada.cart.more(tea), ben.cart.more(tea)])
  await both(ada, ben, cart => cart.showsLines([{ title: tea, quantity: 3 }, { quantity: 1 }]))
}

async function changeApart(
  ada: TourMember,
  ben: TourMember,
  proxy: CuttableProxy,
  tea: string,
  hammer: string,
): Promise<void> {
  await goOffline(ben.browser, proxy)
  await ben.cart.hasStatus(words('status_offline'))
  await ben.cart.addByHand('Oat milk', { price: '1.90', quantity: 2 })
  await ben.cart.more(tea)
  await ada.cart.tick(hammer)
  await ada.cart.note(tea, 'the big bag')
  await screenshot(ben.cart.page, 'tour-6-offline')
}

const pictures = [
  'tour-1-capture',
  'tour-2-capture',
  'tour-3-share',
  'tour-4-link',
  'tour-5-join',
  'tour-6-offline',
  'tour-7-cart-of-a',
  'tour-8-cart-of-b',
]

/** Prints both carts and where the pictures are. Throws a ScriptFailure if the carts differ. */
async function report(ada: TourMember, ben: TourMember): Promise<void> {
  const carts = { A: await ada.cart.lines(), B: await ben.cart.lines() }
  for (const [member, lines] of Object.entries(carts)) {
    console.log(`\nThe cart of ${member}:`)
    for (const line of lines) console.log(`  ${describe(line)}`)
  }
  await screenshot(ada.cart.page, 'tour-7-cart-of-a')
  await screenshot(ben.cart.page, 'tour-8-cart-of-b')
  console.log('\nPictures:')
  for (const name of pictures) console.log(`  out/e2e/${name}.png`)
  if (!isDeepStrictEqual(comparable(carts.A), comparable(carts.B)))
    throw new ScriptFailure('The two carts differ')
  console.log('\nBoth carts are equal, and as expected.')
}

/** The people are written from each member's own view ("You"). */
function comparable(lines: readonly ShownLine[]): Omit<ShownLine, 'people'>[] {
  return lines.map(({ people: _, ...line }) => line)
}

function describe({ title, quantity, bought, people, note }: ShownLine): string {
  return [`${quantity} x ${title}`, bought ? 'bought' : '', people, note && `“${note}”`]
    .filter(Boolean)
    .join(' · ')
}
