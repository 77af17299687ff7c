import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clickToCapture } from '../support/capture-click.ts'
import { type ChromiumBrowser, launchChromium } from '../support/chromium.ts'
import { watchPage } from '../support/page-watch.ts'
import { watchRequests } from '../support/request-watch.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let chromium: ChromiumBrowser
beforeAll(async () => {
  world = await startWorld()
  chromium = await launchChromium({ extensionDir: world.extension.chromium })
})
afterAll(() => world.stop())

// None of them has a picture: the popup would load it.
describe.each(['products/rain-jacket', 'vase', 'iron-pan'])('capture on %s', name => {
  test('changes nothing in the page, and nobody is asked for anything', async () => {
    const page = await chromium.openPage(world.shop.address(name))
    const changed = await watchPage(page)
    const requests = await watchRequests(chromium.browser)
    const before = world.shop.requests().length

    expect(await clickToCapture(chromium, page)).toMatchObject({ kind: 'product' })

    expect(await changed.changes()).toEqual([])
    expect(requests.seen()).toEqual([])
    expect(world.shop.requests().slice(before)).toEqual([])
    await requests.stop()
    await page.close()
  })
})

test('what is watched is seen', async () => {
  const page = await chromium.openPage(world.shop.address('vase'))
  const changed = await watchPage(page)
  const requests = await watchRequests(chromium.browser)
  await page.evaluate(async () => {
    document.querySelector('shop-app')?.shadowRoot?.querySelector('shop-product')?.setAttribute('seen', '')
    document.body.append('more')
    Object.assign(globalThis, { left: 'behind' })
    await fetch('/shop.css?again')
  })
  expect((await changed.changes()).sort()).toEqual([
    '[object Window]: left',
    'attributes seen SHOP-PRODUCT',
    'childList  BODY',
  ])
  const again = new URL('/shop.css?again', page.url()).href
  expect(requests.seen()).toEqual([again])
  expect(world.shop.requests()).toContain(again)
  await requests.stop()
  await page.close()
})
